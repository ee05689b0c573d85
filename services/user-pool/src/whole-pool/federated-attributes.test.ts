import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { codeFor } from "../testing/sign-in.ts";
import { clientId, poolId, rotatingClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => ({
    ...config,
    UserPool: { ...config.UserPool, AliasAttributes: ["email"] },
    UserPoolClients: config.UserPoolClients.map((client) =>
      client.ClientId === rotatingClient ? { ...client, WriteAttributes: ["email"] } : client,
    ),
  }));
});
afterAll(() => pool.stop());

const attributesOf = async (username: string) =>
  (await pool.admin("user_pool.users").where({ username }).first()).attributes as Record<string, string>;

test("what the client may not write is left out of the profile, and nothing is said", async () => {
  const response = { nameId: "writer@example.com" };
  await codeFor(pool, { request: { client_id: rotatingClient }, response });
  const written = { email: "writer@example.com", email_verified: "false" };
  expect(await attributesOf("CorpSAML_writer@example.com")).toEqual(written);
  await codeFor(pool, { request: { client_id: clientId }, response });
  expect(await attributesOf("CorpSAML_writer@example.com")).toMatchObject({ ...written, given_name: "Alice" });
});

test("a linked user, whose address the provider has replaced, is no longer found by the former one", async () => {
  const [created_at, username] = [new Date(), "nina"];
  const email = "nina@pool.example.com";
  const attributes = JSON.stringify({ email, email_verified: "true" });
  const row = { pool_id: poolId, username, created_at };
  await pool.admin("user_pool.users").insert({
    ...row,
    sub: crypto.randomUUID(),
    status: "CONFIRMED",
    attributes,
    modified_at: created_at,
  });
  await pool.admin("user_pool.aliases").insert({ pool_id: poolId, username, attribute: "email", value: email });
  const identity = { provider: "CorpSAML", provider_user_id: "nina@example.com", is_primary: false };
  await pool.admin("user_pool.identities").insert({ ...row, ...identity });
  await codeFor(pool, { response: { nameId: "nina@example.com" } });
  expect(await attributesOf("nina")).toMatchObject({ email: "nina@example.com", email_verified: "false" });
  expect(await pool.admin("user_pool.aliases").where({ username })).toEqual([]);
});
