import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { thrown } from "../testing/sdk.ts";
import {
  authorizeUrl,
  challengeOf,
  codeFor,
  newVerifier,
  sentTo,
  type TokenAnswer,
  tokenRequest,
  tokensFor,
} from "../testing/sign-in.ts";
import { callback, clientId, poolId, rotatingClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
const grace = 60;
const lenientClient = "9lenient0client1of2tests";
beforeAll(async () => {
  pool = await startUserPool((config) => {
    const [, , rotating] = config.UserPoolClients;
    const RefreshTokenRotation = { Feature: "ENABLED", RetryGracePeriodSeconds: grace };
    const lenient = { ...rotating, ClientId: lenientClient, ClientName: "lenient", RefreshTokenRotation };
    return { ...config, UserPoolClients: [...config.UserPoolClients, lenient] };
  });
});
afterAll(() => pool.stop());

const answerOf = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as Partial<TokenAnswer> & { error?: string },
});
const redeem = async (code: string, changes: Record<string, string> = {}) =>
  answerOf(
    await tokenRequest(pool, {
      grant_type: "authorization_code",
      code,
      client_id: clientId,
      redirect_uri: callback,
      ...changes,
    }),
  );
const refresh = async (refresh_token: string, client_id = clientId) =>
  answerOf(await tokenRequest(pool, { grant_type: "refresh_token", refresh_token, client_id }));
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

describe("11.15 redirect_uri", () => {
  test.each([`${callback}/`, callback.toUpperCase(), "https://evil.example.com/"])(
    "11.15 that is not the client's own (%s) ends at /error with 400",
    async (redirect_uri) => {
      const location = locationOf(await newBrowser().get(authorizeUrl(pool.url, { redirect_uri })));
      expect(location).toBe(`/error?error=redirect_mismatch&client_id=${clientId}`);
      const page = await fetch(pool.url + location);
      expect(page.status).toBe(400);
      expect(await page.text()).toContain("redirect_mismatch");
    },
  );

  test("11.15 that differs at the token endpoint is unauthorized_client, invalid_redirect; control: the same is good", async () => {
    expect(await redeem(await codeFor(pool), { redirect_uri: `${callback}/` })).toEqual({
      status: 400,
      body: { error: "unauthorized_client", error_description: "invalid_redirect" },
    });
    expect((await redeem(await codeFor(pool))).status).toBe(200);
  });
});

describe("11.16 a code", () => {
  test("11.16 is good once", async () => {
    const code = await codeFor(pool);
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toEqual(invalidGrant);
  });

  test.each([
    ["is good for five minutes", 1, 200],
    ["is good no longer than that", -1, 400],
  ])("11.16 %s", async (_what, left, status) => {
    const code = await codeFor(pool);
    const newest = pool.admin("user_pool.authorization_codes").orderBy("auth_time", "desc").limit(1);
    const [{ code_hash, auth_time, expires_at }] = await newest;
    expect(expires_at.getTime() - auth_time.getTime()).toBe(300_000);
    const moved = new Date(Date.now() + left * 60_000);
    await pool.admin("user_pool.authorization_codes").where({ code_hash }).update({ expires_at: moved });
    expect((await redeem(code)).status).toBe(status);
  });

  test("11.16 asked for with PKCE needs the verifier, and S256 is the only method", async () => {
    const verifier = newVerifier();
    const request = { code_challenge: challengeOf(verifier), code_challenge_method: "S256" };
    expect(await redeem(await codeFor(pool, { request }))).toEqual(invalidGrant);
    expect(await redeem(await codeFor(pool, { request }), { code_verifier: newVerifier() })).toEqual(invalidGrant);
    expect((await redeem(await codeFor(pool, { request }), { code_verifier: verifier })).status).toBe(200);
    for (const code_challenge_method of ["plain", undefined]) {
      const asked = { code_challenge: verifier, code_challenge_method };
      const refused = await newBrowser().get(authorizeUrl(pool.url, asked));
      expect(sentTo(refused).get("error")).toBe("invalid_request");
    }
  });
});

describe("11.17 refreshing", () => {
  const viaSdk = async (RefreshToken: string | undefined, ClientId: string) =>
    (await pool.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId }))).AuthenticationResult;
  const reused = ["RefreshTokenReuseException", "Refresh token reuse detected", 400];
  const tokensOf = (client_id: string) => tokensFor(pool, { request: { client_id } });

  test("11.17 without rotation returns no refresh token", async () => {
    const { refresh_token, id_token } = await tokensOf(clientId);
    const { status, body } = await refresh(refresh_token);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("refresh_token");
    expect(decodeJwt(body.id_token ?? "").origin_jti).toBe(decodeJwt(id_token).origin_jti);
  });

  test("11.17 with rotation returns a new one; the old one is RefreshTokenReuseException, and the family lives", async () => {
    const { refresh_token } = await tokensOf(rotatingClient);
    const next = await viaSdk(refresh_token, rotatingClient);
    expect(next?.RefreshToken).not.toBe(refresh_token);
    expect(await thrown(viaSdk(refresh_token, rotatingClient))).toEqual(reused);
    expect(await viaSdk(next?.RefreshToken, rotatingClient)).toHaveProperty("RefreshToken");
  });

  test("11.17 within the grace forks: only the newest child goes on", async () => {
    const { refresh_token } = await tokensOf(lenientClient);
    const older = await viaSdk(refresh_token, lenientClient);
    const newer = await viaSdk(refresh_token, lenientClient);
    expect(await thrown(viaSdk(older?.RefreshToken, lenientClient))).toEqual(reused);
    expect(await viaSdk(newer?.RefreshToken, lenientClient)).toHaveProperty("RefreshToken");
  });

  test("11.17 after the grace is reuse", async () => {
    const { refresh_token } = await tokensOf(lenientClient);
    await viaSdk(refresh_token, lenientClient);
    const past = new Date(Date.now() - grace * 1_000);
    await pool.admin("user_pool.refresh_tokens").whereNotNull("rotated_at").update({ rotated_at: past });
    expect(await thrown(viaSdk(refresh_token, lenientClient))).toEqual(reused);
  });
});

const userInfo = (token: string) =>
  fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });

describe("11.18 RevokeToken", () => {
  test("11.18 ends GetUser and userInfo, and the JWT still verifies", async () => {
    const { access_token: AccessToken, refresh_token: Token } = await tokensFor(pool);
    await pool.sdk.send(new GetUserCommand({ AccessToken }));
    expect((await userInfo(AccessToken)).status).toBe(200);
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token }));
    expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })))).toEqual([
      "NotAuthorizedException",
      "Access Token has been revoked",
      400,
    ]);
    expect((await userInfo(AccessToken)).status).toBe(401);
    const keys = createRemoteJWKSet(new URL(`${pool.url}/${poolId}/.well-known/jwks.json`));
    await expect(jwtVerify(AccessToken, keys)).resolves.toBeDefined();
  });

  test("11.18 of a token that is unknown is 200 with an empty body", async () => {
    const { refresh_token, access_token } = await tokensFor(pool);
    const token = refresh_token.replace(/.{20}$/, "A".repeat(20));
    const form = new URLSearchParams({ token, client_id: clientId });
    const answer = await fetch(`${pool.url}/oauth2/revoke`, { method: "POST", body: form });
    expect([answer.status, await answer.text(), answer.headers.get("content-length")]).toEqual([200, "", "0"]);
    expect((await userInfo(access_token)).status).toBe(200);
  });
});

test("11.19 GlobalSignOut leaves the cookie: authorize still issues a code; /logout ends it", async () => {
  const browser = newBrowser();
  const { access_token: AccessToken, refresh_token } = await tokensFor(pool, { browser });
  await pool.sdk.send(new GlobalSignOutCommand({ AccessToken }));
  expect((await thrown(pool.sdk.send(new GetUserCommand({ AccessToken }))))[0]).toBe("NotAuthorizedException");
  expect(await refresh(refresh_token)).toEqual(invalidGrant);
  expect(sentTo(await browser.get(authorizeUrl(pool.url))).get("code")).not.toBeNull();
  const goodbye = { client_id: clientId, logout_uri: "https://app.example.com/goodbye" };
  const out = await browser.get(`${pool.url}/logout?${new URLSearchParams(goodbye)}`);
  expect(locationOf(out)).toBe(goodbye.logout_uri);
  expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
});

test("11.20 /logout with post_logout_redirect_uri ends on the page that misses redirect_uri, signed out all the same", async () => {
  const browser = newBrowser();
  await codeFor(pool, { browser });
  const parameters = { client_id: clientId, post_logout_redirect_uri: "https://app.example.com/goodbye" };
  const location = locationOf(await browser.get(`${pool.url}/logout?${new URLSearchParams(parameters)}`));
  const message = "Required String parameter 'redirect_uri' is not present";
  expect(new URLSearchParams(location.slice("/error?".length)).get("error")).toBe(message);
  const page = await browser.get(pool.url + location);
  expect(page.status).toBe(400);
  expect(await page.text()).toContain(message.replaceAll("'", "&#39;"));
  expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
});
