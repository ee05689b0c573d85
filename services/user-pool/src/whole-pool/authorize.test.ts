import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { authorizeUrl, codeFor, deliver, depart, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, type configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const implicitClient = "7implicit3grant4of5tests6a";
const narrowClient = "9narrow8reader7of6tests5ab";
const scopedClient = "4scoped5client6of7tests8ab";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => withClients(config));
});
afterAll(() => pool.stop());

const withClients = (config: ReturnType<typeof configOf>) => {
  const [client] = config.UserPoolClients;
  return {
    ...config,
    ResourceServers: [
      {
        Identifier: "rbac-api",
        Name: "rbac",
        Scopes: [
          { ScopeName: "user", ScopeDescription: "u" },
          { ScopeName: "admin", ScopeDescription: "a" },
        ],
      },
    ],
    UserPoolClients: [
      ...config.UserPoolClients,
      { ...client, ClientId: implicitClient, AllowedOAuthFlows: ["implicit"] },
      { ...client, ClientId: narrowClient, ReadAttributes: ["email", "given_name"] },
      { ...client, ClientId: scopedClient, AllowedOAuthScopes: ["openid", "rbac-api/user"] },
    ],
  };
};

const fragmentOf = (response: Response) => {
  const [uri = "", fragment = ""] = locationOf(response).split("#");
  return { uri, parameters: new URLSearchParams(fragment) };
};

const asks = (changes: Record<string, string | undefined> = {}) =>
  authorizeUrl(pool.url, { response_type: "token", client_id: implicitClient, ...changes });

const signInImplicitly = async (changes: Record<string, string | undefined> = {}, browser = newBrowser()) => {
  const request = { response_type: "token", client_id: implicitClient, ...changes };
  return fragmentOf(await deliver(pool, browser, pool.idp.answer(await depart(pool, browser, request))));
};

const userInfo = (token: string) =>
  fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });

describe("the implicit grant", () => {
  test("gives the tokens in the fragment, through SAML, and no refresh token and no code", async () => {
    const { uri, parameters } = await signInImplicitly({ nonce: "n1" });
    expect(uri).toBe(callback);
    expect([...parameters.keys()].sort()).toEqual(["access_token", "expires_in", "id_token", "state", "token_type"]);
    expect(Object.fromEntries(parameters)).toMatchObject({ token_type: "bearer", expires_in: "600", state: "s1" });
    const keys = createRemoteJWKSet(new URL(`${pool.url}/${poolId}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(parameters.get("id_token") ?? "", keys, { audience: implicitClient });
    expect(payload).toMatchObject({ nonce: "n1", token_use: "id", at_hash: expect.any(String) });
    expect((await userInfo(parameters.get("access_token") ?? "")).status).toBe(200);
  });

  test("gives an id token with the scope openid alone", async () => {
    const { parameters } = await signInImplicitly({ scope: "aws.cognito.signin.user.admin" });
    expect(parameters.has("id_token")).toBe(false);
    expect(decodeJwt(parameters.get("access_token") ?? "").scope).toBe("aws.cognito.signin.user.admin");
  });

  test("is served from the browser's session, too, without a nonce of the pool's own", async () => {
    const browser = newBrowser();
    await signInImplicitly({}, browser);
    const { parameters } = fragmentOf(await browser.get(asks()));
    expect(decodeJwt(parameters.get("id_token") ?? "")).not.toHaveProperty("nonce");
    expect((await userInfo(parameters.get("access_token") ?? "")).status).toBe(200);
  });

  test("leaves no code behind that somebody could redeem", async () => {
    await signInImplicitly();
    const open = await pool.admin("user_pool.authorization_codes").where({ client_id: implicitClient, used_at: null });
    expect(open).toEqual([]);
  });

  test("ends with a global sign-out of the user", async () => {
    const { parameters } = await signInImplicitly();
    const token = parameters.get("access_token") ?? "";
    const { username } = decodeJwt(token) as { username: string };
    expect((await userInfo(token)).status).toBe(200);
    await pool.admin("user_pool.token_families").where({ username }).update({ revoked_at: new Date() });
    expect((await userInfo(token)).status).toBe(401);
  });

  test.each<[string, Record<string, string | undefined>, string]>([
    [
      "a scope that is not the client's",
      { scope: "openid other" },
      "error_description=invalid_scope&error=invalid_request",
    ],
    ["prompt=none without a session", { prompt: "none" }, "error_description=Login+required&error=login_required"],
  ])("is refused in the fragment for %s", async (_what, changes, error) => {
    const response = await newBrowser().get(asks(changes));
    expect(locationOf(response)).toBe(`${callback}#${error}&state=s1`);
  });

  test("tells a failed sign-in in the fragment", async () => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser, { response_type: "token", client_id: implicitClient });
    const refused = await deliver(pool, browser, pool.idp.answer(arrival, { sign: "not at all" }));
    expect(locationOf(refused).startsWith(`${callback}#error_description=`)).toBe(true);
  });

  test("is not for a client that has the code grant alone, nor the other way round", async () => {
    const description = "error_description=the+client+may+not+use+this+grant&error=unauthorized_client&state=s1";
    expect(locationOf(await newBrowser().get(asks({ client_id: clientId })))).toBe(`${callback}#${description}`);
    expect(locationOf(await newBrowser().get(asks({ response_type: "code" })))).toBe(`${callback}?${description}`);
  });
});

describe("a request", () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ["without response_type", { response_type: undefined }, "invalid_request"],
    ["with a response_type that there is not", { response_type: "id_token" }, "invalid_request"],
    ["with a scope that the client has not", { scope: "openid phone" }, "invalid_request"],
    ["with email and without openid", { scope: "email" }, "invalid_request"],
    ["with a prompt that there is not", { prompt: "maybe" }, "invalid_request"],
    ["with prompt=none and another one", { prompt: "none login" }, "invalid_request"],
    ["for a resource that is no URL", { resource: "trades" }, "invalid_request"],
    ["for a resource with a fragment", { resource: "https://api.example.com/#x" }, "invalid_request"],
  ])("%s is refused at the application, the description first and the state last", async (_what, changes, error) => {
    const location = new URL(locationOf(await newBrowser().get(authorizeUrl(pool.url, changes))));
    expect([...location.searchParams.keys()]).toEqual(["error_description", "error", "state"]);
    expect(location.searchParams.get("error")).toBe(error);
    expect(location.origin + location.pathname).toBe(callback);
  });

  test.each<[string, Record<string, string>]>([
    ["lang, which is for managed login", { lang: "de" }],
    ["parameters that nobody knows", { display: "popup", acr_values: "x" }],
    ["login_hint", { login_hint: "alice@example.com" }],
    ["prompt=select_account", { prompt: "select_account" }],
    ["prompt=login consent", { prompt: "login consent" }],
  ])("may have %s, and nothing of it goes to the provider", async (_what, changes) => {
    const location = locationOf(await newBrowser().get(authorizeUrl(pool.url, changes)));
    expect([...new URL(location).searchParams.keys()]).toEqual(["tenant", "SAMLRequest", "RelayState"]);
  });

  test("may be a GET alone", async () => {
    expect((await newBrowser().post(`${pool.url}/oauth2/authorize`, { client_id: clientId })).status).toBe(404);
  });

  test("gets back the state as it was sent", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const state = "a b+c/d=&e#ü%20";
    const location = locationOf(await browser.get(authorizeUrl(pool.url, { state })));
    expect(new URL(location).searchParams.get("state")).toBe(state);
  });
});

describe("scopes", () => {
  test("that are not named are all of the client's, in Cognito's order", async () => {
    const { access_token } = await tokensFor(pool, { request: { client_id: scopedClient, scope: undefined } });
    expect(decodeJwt(access_token).scope).toBe("openid rbac-api/user");
  });

  test("of a resource server can be had by a client that lists them, and no other", async () => {
    const { access_token } = await tokensFor(pool, { request: { client_id: scopedClient, scope: "rbac-api/user" } });
    expect(decodeJwt(access_token).scope).toBe("rbac-api/user");
    for (const changes of [{ client_id: scopedClient, scope: "rbac-api/admin" }, { scope: "rbac-api/user" }])
      expect(locationOf(await newBrowser().get(authorizeUrl(pool.url, changes)))).toContain(
        "?error_description=invalid_scope&error=invalid_request",
      );
  });

  test("show nothing that the client may not read: the code is not honoured", async () => {
    const redeem = async (scope: string) => {
      const code = await codeFor(pool, { request: { client_id: narrowClient, scope } });
      const form = { grant_type: "authorization_code", code, client_id: narrowClient, redirect_uri: callback };
      const response = await tokenRequest(pool, form);
      return [response.status, ((await response.json()) as { error?: string }).error];
    };
    expect(await redeem("openid email")).toEqual([400, "invalid_grant"]);
    expect(await redeem("openid profile")).toEqual([400, "invalid_grant"]);
    expect(await redeem("openid")).toEqual([200, undefined]);
  });
});

describe("resource", () => {
  test("becomes the audience of the access token, at refreshing, too, and of no other token", async () => {
    const resource = "https://api.example.com/trades";
    const tokens = await tokensFor(pool, { request: { resource } });
    expect(decodeJwt(tokens.access_token).aud).toBe(resource);
    expect(decodeJwt(tokens.id_token).aud).toBe(clientId);
    expect((await userInfo(tokens.access_token)).status).toBe(200);
    const form = { grant_type: "refresh_token", refresh_token: tokens.refresh_token, client_id: clientId };
    const renewed = (await (await tokenRequest(pool, form)).json()) as { access_token: string };
    expect(decodeJwt(renewed.access_token).aud).toBe(resource);
    expect(decodeJwt((await tokensFor(pool)).access_token)).not.toHaveProperty("aud");
  });
});

describe("one sign-in serves all clients of the pool", () => {
  test("for an hour, without a visit to the provider", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const other = await browser.get(authorizeUrl(pool.url, { client_id: scopedClient, scope: "openid" }));
    expect(locationOf(other).startsWith(`${callback}?code=`)).toBe(true);
    await pool.admin("user_pool.browser_sessions").update({ expires_at: new Date(Date.now() - 1) });
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
  });

  test("but not where its cookie comes twice: one of them may be a sibling host's", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const cookie = browser.cookies.get("cognito");
    const asking = (header: string) =>
      fetch(authorizeUrl(pool.url), { headers: { cookie: header }, redirect: "manual" });
    expect(locationOf(await asking(`cognito=${cookie}; cognito=${cookie}`))).toContain("SAMLRequest=");
    expect(locationOf(await asking(`\u00a0cognito=${cookie}`))).toContain("SAMLRequest=");
    expect(locationOf(await asking(`Cognito=${cookie}`))).toContain("SAMLRequest=");
    expect(locationOf(await asking(`cognito=${cookie}`))).toContain("?code=");
  });

  test("a value that the browser had before it signed in is never the session's", async () => {
    const browser = newBrowser();
    browser.cookies.set("cognito", "A".repeat(43));
    await codeFor(pool, { browser });
    expect(browser.cookies.get("cognito")).not.toBe("A".repeat(43));
  });
});

describe("the cookie that ties a sign-in to its browser", () => {
  test("goes along on the provider's post, with and without SameSite, for browsers old and young", async () => {
    const lines = (await newBrowser().get(authorizeUrl(pool.url))).headers.getSetCookie();
    expect(lines[0]).toMatch(/^csrf-state=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=None$/);
    expect(lines[1]).toMatch(/^csrf-state-legacy=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure$/);
  });

  test.each([["csrf-state"], ["csrf-state-legacy"]])(
    "is good as %s alone, and without either nobody signs in",
    async (name) => {
      const browser = newBrowser();
      const arrival = await depart(pool, browser);
      const value = browser.cookies.get(name) ?? "";
      browser.cookies.clear();
      expect((await deliver(pool, browser, pool.idp.answer(arrival))).status).toBe(400);
      browser.cookies.set(name, value);
      expect(locationOf(await deliver(pool, browser, pool.idp.answer(arrival)))).toContain("?code=");
    },
  );
});
