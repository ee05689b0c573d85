import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import {
  authorizeUrl,
  challengeOf,
  codeFor,
  newVerifier,
  type TokenAnswer,
  tokenRequest,
  tokensFor,
} from "../testing/sign-in.ts";
import {
  callback,
  clientId,
  configOf,
  poolId,
  rotatingClient,
  secretClient,
  startUserPool,
  type TestUserPool,
} from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const redeem = (code: string, changes: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  tokenRequest(
    pool,
    { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback, ...changes },
    headers,
  );

const refresh = (refresh_token: string, changes: Record<string, string> = {}) =>
  tokenRequest(pool, { grant_type: "refresh_token", refresh_token, client_id: clientId, ...changes });

const revoke = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${pool.url}/oauth2/revoke`, { method: "POST", body: new URLSearchParams(form), headers });

const userInfo = (token: string) =>
  fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });

const outcome = async (response: Response) => ({ status: response.status, body: await response.json() });

const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

describe("tokens", () => {
  let tokens: TokenAnswer;
  beforeAll(async () => {
    tokens = await tokensFor(pool);
  });

  test("come with exactly Cognito's members", () => {
    expect(Object.keys(tokens).sort()).toEqual([
      "access_token",
      "expires_in",
      "id_token",
      "refresh_token",
      "token_type",
    ]);
    expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 600 });
  });

  test("have headers of kid and alg, are signed by different keys, and live as long as their client says", () => {
    const [id, access] = [decodeProtectedHeader(tokens.id_token), decodeProtectedHeader(tokens.access_token)];
    expect(Object.keys(id)).toEqual(["kid", "alg"]);
    expect(id.kid).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(access.kid).not.toBe(id.kid);
    const lifetime = (token: string) => (decodeJwt(token).exp ?? 0) - (decodeJwt(token).iat ?? 0);
    expect([lifetime(tokens.id_token), lifetime(tokens.access_token)]).toEqual([1200, 600]);
  });

  test("verify against the published keys as an ordinary client does it", async () => {
    const keys = createRemoteJWKSet(new URL(`${pool.url}/${poolId}/.well-known/jwks.json`));
    const issuer = `${pool.url}/${poolId}`;
    const id = await jwtVerify(tokens.id_token, keys, { issuer, audience: clientId, algorithms: ["RS256"] });
    expect(id.payload.token_use).toBe("id");
    const access = await jwtVerify(tokens.access_token, keys, { issuer, algorithms: ["RS256"] });
    expect(access.payload).toMatchObject({ token_use: "access", client_id: clientId });
    expect(access.payload.aud).toBeUndefined();
  });

  test("include a refresh token that looks like Cognito's and is kept only as a hash", async () => {
    expect(tokens.refresh_token).toMatch(
      /^eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ(\.[\w-]+){4}$/,
    );
    const stored = JSON.stringify(await pool.admin("user_pool.refresh_tokens"));
    expect(stored).not.toContain(tokens.refresh_token.slice(-40));
  });

  test("without the scope openid come without an id token", async () => {
    const answer = await tokensFor(pool, { request: { scope: "aws.cognito.signin.user.admin" } });
    expect(answer.id_token).toBeUndefined();
    expect(decodeJwt(answer.access_token).scope).toBe("aws.cognito.signin.user.admin");
  });

  test("name the real issuer in mode aws, and their keys are found here", async () => {
    const aws = await startUserPool();
    await aws.restart({ environment: { USER_POOL_ISSUER_MODE: "aws" } });
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
    const { access_token } = await tokensFor(aws);
    const keys = (await (await fetch(`${aws.url}/${poolId}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
    expect((await jwtVerify(access_token, createLocalJWKSet(keys), { issuer })).payload.iss).toBe(issuer);
    const userInfo = await fetch(`${aws.url}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(userInfo.status).toBe(200);
    await aws.stop();
  });
});

describe("what is published", () => {
  test("are two RSA keys with Cognito's members", async () => {
    const response = await fetch(`${pool.url}/${poolId}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as JSONWebKeySet;
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key)).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
      expect(key).toMatchObject({ alg: "RS256", e: "AQAB", kty: "RSA", use: "sig" });
      expect(Buffer.from(key.n ?? "", "base64url")).toHaveLength(256);
    }
  });

  test("is the configuration with the members of the real document", async () => {
    const response = await fetch(`${pool.url}/${poolId}/.well-known/openid-configuration`);
    expect(await response.json()).toEqual({
      authorization_endpoint: `${pool.url}/oauth2/authorize`,
      end_session_endpoint: `${pool.url}/logout`,
      id_token_signing_alg_values_supported: ["RS256"],
      issuer: `${pool.url}/${poolId}`,
      jwks_uri: `${pool.url}/${poolId}/.well-known/jwks.json`,
      response_types_supported: ["code", "token"],
      revocation_endpoint: `${pool.url}/oauth2/revoke`,
      scopes_supported: ["openid", "email", "phone", "profile"],
      subject_types_supported: ["public"],
      token_endpoint: `${pool.url}/oauth2/token`,
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      userinfo_endpoint: `${pool.url}/oauth2/userInfo`,
    });
  });

  test("of another pool is not there", async () => {
    expect((await fetch(`${pool.url}/us-east-1_Unknown12/.well-known/jwks.json`)).status).toBe(404);
  });

  test("stays the same over a restart, and processes that start together agree on it", async () => {
    const keysOf = async ({ url }: TestUserPool) => (await fetch(`${url}/${poolId}/.well-known/jwks.json`)).text();
    const before = await keysOf(pool);
    await pool.restart();
    expect(await keysOf(pool)).toBe(before);
  });
});

describe("case 15: a redirect URI that is not the client's", () => {
  test.each([
    "https://app.example.com/callback/",
    "https://app.example.com/Callback",
    "https://APP.example.com/callback",
    "https://app.example.com/callback?x=1",
    "https://app.example.com/callback#f",
    "https://app.example.com/callback/../callback",
    "https://app.example.com/%63allback",
    "http://app.example.com/callback",
    "https://app.example.com@evil.example.com/callback",
    "https://user@app.example.com/callback",
    "https://app.example.com.evil.example.com/callback",
    "https://app.example.com",
    "http://localhost:3001/callback",
    "javascript:alert(1)",
  ])("%s never gets an answer: the browser ends on the error page", async (redirect_uri) => {
    const response = await newBrowser().get(authorizeUrl(pool.url, { redirect_uri }));
    expect(response.status).toBe(302);
    expect(locationOf(response)).toBe(`/error?error=redirect_mismatch&client_id=${clientId}`);
    const page = await fetch(pool.url + locationOf(response));
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("redirect_mismatch");
  });

  test("nor does one that comes twice, although each is the client's", async () => {
    const url = `${authorizeUrl(pool.url)}&redirect_uri=${encodeURIComponent(callback)}`;
    expect(locationOf(await newBrowser().get(url))).toBe(`/error?error=redirect_mismatch&client_id=${clientId}`);
  });

  test.each([callback, `${callback}?with=query`, "http://localhost:3000/callback"])(
    "%s is one and works",
    async (uri) => {
      const browser = newBrowser();
      await codeFor(pool, { browser });
      const location = locationOf(await browser.get(authorizeUrl(pool.url, { redirect_uri: uri })));
      expect(location.startsWith(`${uri}${uri.includes("?") ? "&" : "?"}code=`)).toBe(true);
    },
  );

  test("at the token endpoint is unauthorized_client, and the code is spent", async () => {
    const code = await codeFor(pool);
    expect(await outcome(await redeem(code, { redirect_uri: `${callback}/` }))).toEqual({
      status: 400,
      body: { error: "unauthorized_client", error_description: "invalid_redirect" },
    });
    expect(await outcome(await redeem(code))).toEqual({ status: 400, body: { error: "invalid_grant" } });
  });

  test("an unknown client, or none, ends on the error page, too", async () => {
    for (const client_id of ["unknown", "no'such<client>", undefined]) {
      const location = locationOf(await newBrowser().get(authorizeUrl(pool.url, { client_id })));
      expect(location).toMatch(/^\/error\?error=/);
      expect((await fetch(pool.url + location)).status).toBe(400);
    }
  });
});

describe("case 16: a code", () => {
  test("is good once; shown again it takes back what it gave", async () => {
    const code = await codeFor(pool);
    const tokens = (await (await redeem(code)).json()) as TokenAnswer;
    expect((await userInfo(tokens.access_token)).status).toBe(200);
    expect(await outcome(await redeem(code))).toEqual({ status: 400, body: { error: "invalid_grant" } });
    expect((await userInfo(tokens.access_token)).status).toBe(401);
    expect(await outcome(await refresh(tokens.refresh_token))).toEqual({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  test("shown twenty times at once is good exactly once", async () => {
    const code = await codeFor(pool);
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(code)));
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => status === 400)).toHaveLength(19);
  });

  test("is good for five minutes", async () => {
    const code = await codeFor(pool);
    const [{ auth_time, expires_at }] = await pool.admin("user_pool.authorization_codes").orderBy("auth_time", "desc");
    expect(expires_at.getTime() - auth_time.getTime()).toBe(300_000);
    await pool.admin("user_pool.authorization_codes").update({ expires_at: new Date(Date.now() - 1) });
    expect(await outcome(await redeem(code))).toEqual({ status: 400, body: { error: "invalid_grant" } });
  });

  test("of another client is not honoured", async () => {
    const code = await codeFor(pool);
    expect(await outcome(await redeem(code, { client_id: rotatingClient }))).toEqual({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  const verifier = newVerifier();
  const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: "S256" };

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ["the verifier of its challenge", pkce, { code_verifier: verifier }, 200],
    ["neither challenge nor verifier", {}, {}, 200],
    ["a challenge and no verifier", pkce, {}, 400],
    ["another verifier", pkce, { code_verifier: newVerifier() }, 400],
    ["no challenge, but a verifier", {}, { code_verifier: verifier }, 400],
  ])("with %s", async (_what, request, form, status) => {
    expect((await redeem(await codeFor(pool, { request }), form)).status).toBe(status);
  });

  test("whose verifier was wrong once is spent", async () => {
    const code = await codeFor(pool, { request: pkce });
    expect((await redeem(code, { code_verifier: newVerifier() })).status).toBe(400);
    expect((await redeem(code, { code_verifier: verifier })).status).toBe(400);
  });

  test.each<[string, Record<string, string>]>([
    ["plain", { code_challenge: verifier, code_challenge_method: "plain" }],
    ["a challenge without a method", { code_challenge: challengeOf(verifier) }],
    ["a method without a challenge", { code_challenge_method: "S256" }],
    ["a challenge that is no SHA-256", { code_challenge: "short", code_challenge_method: "S256" }],
  ])("cannot be asked for with %s", async (_what, request) => {
    const location = locationOf(await newBrowser().get(authorizeUrl(pool.url, request)));
    expect([...new URL(location).searchParams.keys()]).toEqual(["error_description", "error", "state"]);
    expect(new URL(location).searchParams.get("error")).toBe("invalid_request");
  });
});

describe("the token endpoint", () => {
  test.each<[string, Record<string, string>, string]>([
    ["no grant_type", { client_id: clientId }, "invalid_request"],
    ["an unknown grant_type", { grant_type: "password", client_id: clientId }, "unsupported_grant_type"],
    [
      "client_credentials of a client that has no such grant",
      { grant_type: "client_credentials", client_id: clientId },
      "unauthorized_client",
    ],
    ["no client", { grant_type: "authorization_code", code: "c" }, "invalid_request"],
    ["an unknown client", { grant_type: "authorization_code", code: "c", client_id: "unknown" }, "invalid_client"],
    ["no code", { grant_type: "authorization_code", client_id: clientId }, "invalid_request"],
    ["an unknown code", { grant_type: "authorization_code", client_id: clientId, code: "c" }, "invalid_grant"],
    ["no refresh token", { grant_type: "refresh_token", client_id: clientId }, "invalid_request"],
    [
      "an unknown refresh token",
      { grant_type: "refresh_token", client_id: clientId, refresh_token: "r" },
      "invalid_grant",
    ],
    [
      "a secret of a client that has none",
      { grant_type: "refresh_token", client_id: clientId, client_secret: "x", refresh_token: "r" },
      "invalid_client",
    ],
    [
      "no secret of a client that has one",
      { grant_type: "refresh_token", client_id: secretClient.id, refresh_token: "r" },
      "invalid_client",
    ],
  ])("answers %s with 400", async (_what, form, error) => {
    const response = await tokenRequest(pool, form);
    expect(response.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(await outcome(response)).toEqual({ status: 400, body: { error } });
  });

  test("refuses a parameter that comes twice", async () => {
    const body = new URLSearchParams([
      ["grant_type", "refresh_token"],
      ["client_id", clientId],
      ["client_id", clientId],
      ["refresh_token", "r"],
    ]);
    expect(await outcome(await fetch(`${pool.url}/oauth2/token`, { method: "POST", body }))).toEqual({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  test("refuses a body that is not a form", async () => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${pool.url}/oauth2/token`, { method: "POST", body: "{}", headers });
    expect(await outcome(response)).toEqual({ status: 400, body: { error: "invalid_request" } });
  });

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ["its secret by Basic", {}, basic(secretClient.id, secretClient.secret), 200],
    ["its secret in the form", { client_secret: secretClient.secret }, {}, 200],
    ["a wrong secret by Basic", {}, basic(secretClient.id, `${secretClient.secret}x`), 400],
    ["a wrong secret in the form", { client_secret: "wrong" }, {}, 400],
    [
      "its secret in both ways",
      { client_secret: secretClient.secret },
      basic(secretClient.id, secretClient.secret),
      400,
    ],
    ["no secret", {}, {}, 400],
  ])("takes of a client with a secret %s", async (_what, form, headers, status) => {
    const code = await codeFor(pool, { request: { client_id: secretClient.id } });
    expect((await redeem(code, { client_id: secretClient.id, ...form }, headers)).status).toBe(status);
  });

  test("may be called by any page's script, and its answers are kept by nobody", async () => {
    const preflight = await fetch(`${pool.url}/oauth2/token`, {
      method: "OPTIONS",
      headers: { origin: "https://app.example.com", "access-control-request-headers": "x-amz-user-agent" },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("x-amz-user-agent");
    const answer = await tokenRequest(pool, {});
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect((await newBrowser().get(authorizeUrl(pool.url))).headers.has("access-control-allow-origin")).toBe(false);
  });
});

describe("case 17: refreshing", () => {
  test("without rotation gives no refresh token, and the same sign-in goes on", async () => {
    const tokens = await tokensFor(pool);
    const [first, second] = [decodeJwt(tokens.id_token), await outcome(await refresh(tokens.refresh_token))];
    const renewed = second.body as TokenAnswer;
    expect(second.status).toBe(200);
    expect(Object.keys(renewed).sort()).toEqual(["access_token", "expires_in", "id_token", "token_type"]);
    const claims = decodeJwt(renewed.id_token);
    expect(claims).toMatchObject({ sub: first.sub, origin_jti: first.origin_jti, auth_time: first.auth_time });
    expect(claims.jti).not.toBe(first.jti);
    expect(claims).not.toHaveProperty("nonce");
  });

  test("does not ask the identity provider, and ends with the refresh token's own time", async () => {
    const { refresh_token } = await tokensFor(pool);
    const [{ auth_time, expires_at }] = await pool.admin("user_pool.token_families").orderBy("auth_time", "desc");
    expect(Math.round((expires_at.getTime() - auth_time.getTime()) / 60_000)).toBe(120);
    expect((await refresh(refresh_token)).status).toBe(200);
    await pool.admin("user_pool.token_families").update({ expires_at: new Date(Date.now() - 1) });
    expect(await outcome(await refresh(refresh_token))).toEqual({ status: 400, body: { error: "invalid_grant" } });
  });

  test("is refused to another client and to a disabled user", async () => {
    const { refresh_token } = await tokensFor(pool, { response: { nameId: "disabled@example.com" } });
    expect((await refresh(refresh_token, { client_id: rotatingClient })).status).toBe(400);
    expect((await refresh(refresh_token)).status).toBe(200);
    await pool.admin("user_pool.users").where({ username: "CorpSAML_disabled@example.com" }).update({ enabled: false });
    expect((await refresh(refresh_token)).status).toBe(400);
  });

  const rotated = async (refresh_token: string) => outcome(await refresh(refresh_token, { client_id: rotatingClient }));
  const rotatingTokens = (target = pool) => tokensFor(target, { request: { client_id: rotatingClient } });

  test("with rotation gives a new refresh token; the old one is refused, and the family lives", async () => {
    const { refresh_token } = await rotatingTokens();
    const second = await rotated(refresh_token);
    const { refresh_token: successor } = second.body as TokenAnswer;
    expect(second.status).toBe(200);
    expect(successor).not.toBe(refresh_token);
    expect(await rotated(refresh_token)).toEqual({ status: 400, body: { error: "invalid_grant" } });
    expect((await rotated(successor)).status).toBe(200);
  });

  test("with rotation twenty times at once gives one successor", async () => {
    const { refresh_token } = await rotatingTokens();
    const answers = await Promise.all(Array.from({ length: 20 }, () => rotated(refresh_token)));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    expect((await rotated((winners[0]!.body as TokenAnswer).refresh_token)).status).toBe(200);
  });

  test("within the grace forks the family, and only the newest child goes on", async () => {
    const config = configOf(pool.idp);
    const [first, second, third] = config.UserPoolClients;
    const RefreshTokenRotation = { Feature: "ENABLED", RetryGracePeriodSeconds: 60 };
    const lenient = { ...config, UserPoolClients: [first, second, { ...third, RefreshTokenRotation }] };
    await pool.restart({ config: lenient });
    const { refresh_token } = await rotatingTokens();
    const older = ((await rotated(refresh_token)).body as TokenAnswer).refresh_token;
    const newer = ((await rotated(refresh_token)).body as TokenAnswer).refresh_token;
    expect((await rotated(older)).status).toBe(400);
    expect((await rotated(newer)).status).toBe(200);
    const another = await rotatingTokens();
    const forks = await Promise.all(Array.from({ length: 8 }, () => rotated(another.refresh_token)));
    expect(forks.map(({ status }) => status)).toEqual(forks.map(() => 200));
    const children = forks.map(({ body }) => (body as TokenAnswer).refresh_token);
    const living = [];
    for (const child of children) if ((await rotated(child)).status === 200) living.push(child);
    expect(living).toHaveLength(1);
    await pool.restart();
  });
});

describe("case 18: revoking a refresh token", () => {
  test("ends the access token at the pool, whose signature is good all the same", async () => {
    const tokens = await tokensFor(pool);
    expect((await userInfo(tokens.access_token)).status).toBe(200);
    const response = await revoke({ token: tokens.refresh_token, client_id: clientId });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe("0");
    expect((await userInfo(tokens.access_token)).status).toBe(401);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    const keys = createRemoteJWKSet(new URL(`${pool.url}/${poolId}/.well-known/jwks.json`));
    await expect(jwtVerify(tokens.access_token, keys)).resolves.toBeDefined();
  });

  test("that is unknown or revoked is no error, and another client's stays as it is", async () => {
    const { refresh_token, access_token } = await tokensFor(pool);
    const unknown = refresh_token.replace(/.{20}$/, "A".repeat(20));
    expect((await revoke({ token: unknown, client_id: clientId })).status).toBe(200);
    expect((await revoke({ token: refresh_token, client_id: rotatingClient })).status).toBe(200);
    expect((await userInfo(access_token)).status).toBe(200);
    expect((await revoke({ token: refresh_token, client_id: clientId })).status).toBe(200);
    expect((await revoke({ token: refresh_token, client_id: clientId })).status).toBe(200);
    expect((await userInfo(access_token)).status).toBe(401);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["no token", { client_id: clientId }, 400, "invalid_request"],
    ["an access token", { client_id: clientId, token: "a.b.c" }, 400, "unsupported_token_type"],
    ["an unknown client", { client_id: "unknown", token: "a.b.c.d.e" }, 401, "invalid_client"],
    ["a client without its secret", { client_id: secretClient.id, token: "a.b.c.d.e" }, 401, "invalid_client"],
  ])("with %s", async (_what, form, status, error) => {
    expect(await outcome(await revoke(form))).toEqual({ status, body: { error } });
  });

  test("from the middle of a rotated chain ends nothing; the sign-in's own ends all", async () => {
    const request = { client_id: rotatingClient };
    const first = await tokensFor(pool, { request });
    const rotate = async (token: string) => (await (await refresh(token, request)).json()) as TokenAnswer;
    const second = await rotate(first.refresh_token);
    const third = await rotate(second.refresh_token);
    await revoke({ token: second.refresh_token, ...request });
    expect((await userInfo(third.access_token)).status).toBe(200);
    await revoke({ token: first.refresh_token, ...request });
    expect((await userInfo(third.access_token)).status).toBe(401);
  });
});

describe("userInfo", () => {
  test("case 9: shows strings, email_verified among them, where the id token has a boolean", async () => {
    const { access_token, id_token } = await tokensFor(pool);
    const response = await userInfo(access_token);
    expect(response.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(await response.json()).toEqual({
      sub: decodeJwt(id_token).sub,
      email: "alice@example.com",
      email_verified: "false",
      given_name: "Alice",
      "custom:groups": "[traders,night%2C+shift]",
      identities: expect.stringContaining('"primary":true'),
      username: "CorpSAML_alice@example.com",
    });
    expect(decodeJwt(id_token).email_verified).toBe(false);
  });

  test("shows what the scopes let it", async () => {
    const { access_token } = await tokensFor(pool, { request: { scope: "openid email" } });
    const shown = (await (await userInfo(access_token)).json()) as object;
    expect(Object.keys(shown).sort()).toEqual(["email", "email_verified", "identities", "sub", "username"]);
  });

  test("refuses tokens without openid, id tokens, refresh tokens and none at all", async () => {
    const { id_token, refresh_token } = await tokensFor(pool);
    const { access_token } = await tokensFor(pool, { request: { scope: "aws.cognito.signin.user.admin" } });
    const unauthorized = [await userInfo(access_token), await userInfo(id_token)];
    expect(unauthorized.map(({ status }) => status)).toEqual([401, 401]);
    expect(unauthorized[0]?.headers.get("www-authenticate")).toBe(
      'error="invalid_token", error_description="Access token is expired, disabled, or deleted, or the user has globally signed out."',
    );
    for (const bad of [await userInfo(refresh_token), await userInfo("")]) expect(bad.status).toBe(400);
  });
});

describe("case 20: /logout", () => {
  const logout = (parameters: Record<string, string>) => `${pool.url}/logout?${new URLSearchParams(parameters)}`;

  test("ends the session and goes to a registered URL", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const logout_uri = "https://app.example.com/goodbye";
    expect(locationOf(await browser.get(logout({ client_id: clientId, logout_uri })))).toBe(logout_uri);
    expect(browser.cookies.has("cognito")).toBe(false);
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
  });

  test("ends the session of a cookie that somebody has copied, too", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const copy = newBrowser();
    copy.cookies.set("cognito", browser.cookies.get("cognito") ?? "");
    await browser.get(logout({ client_id: clientId, logout_uri: "https://app.example.com/goodbye" }));
    expect(locationOf(await copy.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
  });

  test("goes on to /login with redirect_uri", async () => {
    const parameters = { client_id: clientId, redirect_uri: callback, response_type: "code", state: "s2" };
    const location = locationOf(await newBrowser().get(logout(parameters)));
    expect(location).toMatch(/^\/login\?/);
    expect(Object.fromEntries(new URLSearchParams(location.slice(7)))).toEqual({
      ...parameters,
      scope: "openid email profile aws.cognito.signin.user.admin",
    });
  });

  test.each<[string, Record<string, string>]>([
    ["OpenID Connect's own parameter", { post_logout_redirect_uri: "https://app.example.com/goodbye" }],
    ["a logout_uri that is not registered", { logout_uri: "https://evil.example.com/" }],
  ])("with %s ends on the error page, signed out all the same", async (_what, parameters) => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const location = locationOf(await browser.get(logout({ client_id: clientId, ...parameters })));
    expect(new URLSearchParams(location.slice("/error?".length)).get("error")).toBe(
      "Required String parameter 'redirect_uri' is not present",
    );
    expect(browser.cookies.has("cognito")).toBe(false);
  });
});

describe("/login", () => {
  const loginUrl = (changes: Record<string, string | undefined> = {}) =>
    authorizeUrl(pool.url, { identity_provider: undefined, ...changes }).replace("/oauth2/authorize", "/login");

  test("is where a request without a provider goes, and offers the client's providers alone", async () => {
    const browser = newBrowser();
    const location = locationOf(await browser.get(authorizeUrl(pool.url, { identity_provider: undefined })));
    expect(location).toMatch(/^\/login\?response_type=code&/);
    const page = await browser.get(pool.url + location);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    const html = await page.text();
    expect(html).not.toContain("OtherSAML");
    expect(html).not.toMatch(/<script|onload|onclick/);
    const [, href = ""] = /<a class="button" href="([^"]+)">Sign in with CorpSAML<\/a>/.exec(html) ?? [];
    expect(locationOf(await browser.get(pool.url + href.replaceAll("&amp;", "&")))).toContain("SAMLRequest=");
  });

  test.each(["Unknown", "OtherSAML", "corpsaml"])("says of %s that it is not available", async (identity_provider) => {
    const browser = newBrowser();
    const location = locationOf(await browser.get(authorizeUrl(pool.url, { identity_provider })));
    const page = await browser.get(pool.url + location);
    expect(page.status).toBe(401);
    expect(await page.text()).toContain("Login option is not available. Please try another one");
  });

  test("shows nothing of the request as markup", async () => {
    const state = '"><script>alert(1)</script>';
    const html = await (await newBrowser().get(loginUrl({ state }))).text();
    expect(html).not.toContain("<script>");
  });
});

test("the error page shows no text but its own", async () => {
  const page = await fetch(`${pool.url}/error?error=${encodeURIComponent("Call 555-0100 <b>now</b>")}`);
  expect(page.status).toBe(400);
  expect(await page.text()).not.toContain("555-0100");
});

test("every answer of the domain has the headers of the real one", async () => {
  const { headers } = await newBrowser().get(authorizeUrl(pool.url));
  expect(headers.get("x-amz-cognito-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("cache-control")).toBe("no-cache, no-store, max-age=0, must-revalidate");
});
