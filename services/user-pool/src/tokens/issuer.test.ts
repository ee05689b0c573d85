import { expect, test } from "@jest/globals";
import { issuerOf } from "./issuer.ts";

test.each([
  ["local", "http://localhost:9229/eu-west-1_AbCdEfGhI"],
  ["aws", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"],
] as const)("tokens have the issuer of mode %s", (mode, issuer) => {
  expect(issuerOf(mode, "http://localhost:9229")("eu-west-1_AbCdEfGhI")).toBe(issuer);
});
