import { expect, test } from "@jest/globals";
import { issuersWith } from "./issuers.ts";

const pool = { region: "us-east-1", accountId: "123456789012", id: "us-east-1_AbCdEfGhI" };
const elsewhere = { ...pool, region: "eu-west-1", id: "eu-west-1_AbCdEfGhI" };
const onAws = (of: typeof pool) => `https://cognito-idp.${of.region}.amazonaws.com/${of.id}`;
const url = "http://user-pool:9229";

test("without a server in this network, pools are where AWS has them", () => {
  const issuers = issuersWith(null);
  expect([pool, elsewhere].map(issuers.ofPool)).toEqual([onAws(pool), onAws(elsewhere)]);
  expect(issuers.reach(onAws(pool))).toBe(onAws(pool));
});

test.each([
  ["by its own URL", "http://localhost:9229/us-east-1_Other", `http://localhost:9229/${pool.id}`],
  ["as on AWS", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other", onAws(pool)],
])("pools of a server that calls itself %s are reached there", (_how, issuer, expected) => {
  const issuers = issuersWith({ issuer, url });
  expect(issuers.ofPool(pool)).toBe(expected);
  expect(issuers.reach(expected)).toBe(`${url}/${pool.id}`);
  expect(issuers.reach(issuers.ofPool(elsewhere))).toBe(`${url}/${elsewhere.id}`);
});

test.each([
  ["another server", "https://issuer.example.com/us-east-1_AbCdEfGhI"],
  ["a name that only begins alike", "http://localhost:9229.example.com/us-east-1_AbCdEfGhI"],
  ["a path below", "http://localhost:9229/tenants/us-east-1_AbCdEfGhI"],
  ["AWS itself", onAws(pool)],
])("%s is reached as it is called", (_what, issuer) => {
  expect(issuersWith({ issuer: "http://localhost:9229/us-east-1_Other", url }).reach(issuer)).toBe(issuer);
});
