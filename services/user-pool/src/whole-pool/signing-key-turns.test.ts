import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import { tokensFor } from "../testing/sign-in.ts";
import { poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const keySet = async () => (await (await fetch(`${pool.url}/${poolId}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

const expectAccepted = async (access_token: string) => {
  expect((await pool.sdk.send(new GetUserCommand({ AccessToken: access_token }))).Username).toBe(
    "CorpSAML_alice@example.com",
  );
  const headers = { authorization: `Bearer ${access_token}` };
  expect((await fetch(`${pool.url}/oauth2/userInfo`, { headers })).status).toBe(200);
};

/** Moves the turns that are still to come, or all, in time. */
const moveTurns = (of: "coming" | "all", by: string) =>
  pool.admin.raw(
    `update user_pool.signing_keys set signs_from = signs_from + ?::interval ${of === "all" ? "" : "where signs_from > now()"}`,
    [by],
  );

test("keys come of age and hand over, and no token fails to verify meanwhile", async () => {
  const first = await tokensFor(pool);
  const environment = { USER_POOL_SIGNING_KEY_DAYS: "30" };

  await moveTurns("all", "-31 days");
  await pool.restart({ environment });
  const announced = await keySet();
  expect(announced.keys).toHaveLength(4);
  const second = await tokensFor(pool);
  expect([kidOf(second.access_token), kidOf(second.id_token)]).toEqual([
    kidOf(first.access_token),
    kidOf(first.id_token),
  ]);

  await moveTurns("coming", "-3 hours");
  await pool.restart({ environment });
  const third = await tokensFor(pool);
  expect(kidOf(third.access_token)).not.toBe(kidOf(first.access_token));
  expect(kidOf(third.id_token)).not.toBe(kidOf(first.id_token));
  // By the set that a verifier has kept since before the turn, and by that of now.
  for (const set of [announced, await keySet()])
    for (const token of [first, second, third].flatMap(({ id_token, access_token }) => [id_token, access_token]))
      await jwtVerify(token, createLocalJWKSet(set));
  for (const { access_token } of [first, second, third]) await expectAccepted(access_token);
});
