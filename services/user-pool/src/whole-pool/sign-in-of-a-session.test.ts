import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { connect } from "@gatehouse/db/connect.ts";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { newBrowser } from "../testing/browser.ts";
import { nativeClient, startNativePool } from "../testing/native-pool.ts";
import { authorizeUrl, codeFor, sentTo, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const pools: TestUserPool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.stop())));
const started = async (starting: Promise<TestUserPool>) => {
  const pool = await starting;
  pools.push(pool);
  await pool.admin.raw(`
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('COGNITO', 'corp'), ('OtherSAML', 'other');
  `);
  return pool;
};

/** What an administrator of that tenant learns of the sign-in behind a token. */
const signInOf = async (pool: TestUserPool, accessToken: string, tenant = "corp") => {
  const knex = connect(pool.database.url("gatehouse_permissions"), { poolSize: 1 });
  try {
    return await knex.transaction(async (trx) => {
      await trx.raw("select set_config('app.tenant', ?, true)", [tenant]);
      const session = String(decodeJwt(accessToken).origin_jti);
      return (await trx.raw("select audit.sign_in_of(?) as found", [session])).rows[0].found;
    });
  } finally {
    await knex.destroy();
  }
};

const alice = {
  provider: "CorpSAML",
  username: "CorpSAML_alice@example.com",
  clientId,
  assertion: {
    nameId: "alice@example.com",
    attributes: expect.objectContaining({ "http://schemas.xmlsoap.org/claims/Group": ["traders", "night, shift"] }),
  },
  attributes: expect.objectContaining({ email: "alice@example.com", given_name: "Alice" }),
};

describe("the sign-in behind an access token", () => {
  let pool: TestUserPool;
  const saml = async () => {
    pool ??= await started(startUserPool());
    return pool;
  };
  afterEach(() => pool.admin.raw("update entitlements.providers set tenant = 'corp' where provider = 'CorpSAML'"));

  test("tells what was asserted and mapped, and neither token, code nor XML", async () => {
    const tokens = await tokensFor(await saml());
    const found = await signInOf(pool, tokens.access_token);
    expect(found).toEqual({ ...alice, attemptId: expect.any(String), at: expect.any(String), browserSessionOf: null });
    expect(Date.now() - Date.parse(found.at)).toBeLessThan(60_000);
    const text = JSON.stringify(found);
    for (const kept of [...Object.values(tokens).map(String), "<saml"])
      if (kept.length > 6 || kept === "<saml") expect(text).not.toContain(kept);
  });

  test("is found when its code is long forgotten", async () => {
    const tokens = await tokensFor(await saml());
    await pool.admin.raw("delete from user_pool.authorization_codes");
    expect(await signInOf(pool, tokens.access_token)).toMatchObject(alice);
  });

  test("is the same for refreshed tokens", async () => {
    const tokens = await tokensFor(await saml());
    const form = { grant_type: "refresh_token", client_id: clientId, refresh_token: tokens.refresh_token };
    const refreshed = await (await tokenRequest(pool, form)).json();
    expect(refreshed.access_token).not.toBe(tokens.access_token);
    expect(await signInOf(pool, refreshed.access_token)).toEqual(await signInOf(pool, tokens.access_token));
  });

  test("is the one that began the browser's session, where no provider was visited", async () => {
    const browser = newBrowser();
    const first = await codeFor(await saml(), { browser });
    const again = sentTo(await browser.get(authorizeUrl(pool.url))).get("code") ?? "";
    const [one, other] = await Promise.all(
      [first, again].map(async (code) => {
        const form = { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback };
        return await signInOf(pool, (await (await tokenRequest(pool, form)).json()).access_token);
      }),
    );
    expect(other).toEqual({ ...one, attemptId: expect.any(String), browserSessionOf: one.attemptId });
    expect(other.attemptId).not.toBe(one.attemptId);
    expect(other).toMatchObject(alice);
  });

  test("is nobody's business in another tenant", async () => {
    const { access_token } = await tokensFor(await saml());
    expect(await signInOf(pool, access_token)).toMatchObject(alice);
    expect(await signInOf(pool, access_token, "other")).toBeNull();
    expect(await signInOf(pool, access_token, "")).toBeNull();
    await pool.admin.raw("update entitlements.providers set tenant = 'other' where provider = 'CorpSAML'");
    expect(await signInOf(pool, access_token)).toBeNull();
    expect(await signInOf(pool, access_token, "other")).toMatchObject(alice);
  });
});

test("a sign-in with a password at the API is found too, by the name that the tokens have", async () => {
  const pool = await started(startNativePool());
  const [Username, Password] = ["vera", "Correct-Horse-7"];
  const UserAttributes = [{ Name: "email", Value: "vera@example.com" }];
  await pool.sdk.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username, UserAttributes, TemporaryPassword: `${Password}-old` }),
  );
  await pool.sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username, Password, Permanent: true }));
  const { AuthenticationResult } = await pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: nativeClient,
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  );
  const found = await signInOf(pool, AuthenticationResult?.AccessToken ?? "");
  expect(found).toMatchObject({ provider: "COGNITO", username: Username, clientId: nativeClient, assertion: null });
  expect(JSON.stringify(found)).not.toContain(Password);
  expect(await signInOf(pool, AuthenticationResult?.AccessToken ?? "", "other")).toBeNull();
});
