import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "@gatehouse/config/environment.ts";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { clientId, issuer, type TestKey, testKey, username } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { Agent } from "undici";
import { start } from "./app.ts";
import { settings } from "./settings.ts";
import { openBrowser } from "./testing/browser.ts";
import { fakePool, poolId, send } from "./testing/fake-pool.ts";

const site = "http://localhost:8080";
const poolSite = "http://localhost:9229";
const log = logger("test", { write: () => {} });
const directory = mkdtempSync(join(tmpdir(), "session-"));
let database: TestDatabase;
let admin: Knex;
let key: TestKey;
let pool: Awaited<ReturnType<typeof fakePool>>;
const services: { service: Running; agent: Agent }[] = [];

/** One process of the service, and what speaks to it. */
const startService = async (changes: Record<string, string> = {}) => {
  const socket = join(directory, `${services.length}.sock`);
  const environment = {
    SESSION_LISTEN: `unix:${socket}`,
    SESSION_DATABASE_URL: database.url("gatehouse_session"),
    SESSION_PUBLIC_URL: site,
    SESSION_USER_POOL_URL: pool.url,
    SESSION_USER_POOL_PUBLIC_URL: poolSite,
    SESSION_ISSUER: issuer,
    SESSION_USER_POOL_ID: poolId,
    SESSION_CLIENT_ID: clientId,
    SESSION_IDENTITY_PROVIDER: "CorpSAML",
    ...changes,
  };
  const service = await start(readEnvironment(settings, environment), { log });
  const agent = new Agent({ connect: { socketPath: socket } });
  services.push({ service, agent });
  return agent;
};

let agent: Agent;
beforeAll(async () => {
  [database, key] = await Promise.all([testDatabase(), testKey()]);
  pool = await fakePool(key);
  admin = connect(database.adminUrl, { poolSize: 2 });
  agent = await startService();
});
beforeEach(async () => {
  Object.assign(pool, { behaviour: {}, calls: [], revoked: [] });
  await admin.raw("truncate session.sign_ins, session.sessions");
});
afterAll(async () => {
  for (const { service, agent } of services) await Promise.all([agent.destroy(), service.close()]);
  await Promise.all([pool.close(), admin.destroy()]);
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

type Browser = ReturnType<typeof openBrowser>;
const script = { "x-csrf": "1" };

/** A whole sign-in; the browser holds the cookies afterwards. */
const signedIn = async (browser = openBrowser(agent), returnTo = "/app/") => {
  const started = await browser.send("GET", `/auth/login?return_to=${encodeURIComponent(returnTo)}`);
  const answer = await browser.send("GET", `/auth/callback?${pool.signIn(started.location)}`);
  return { browser, answer };
};

const sessionRows = async (): Promise<Record<string, unknown>[]> =>
  (await admin.raw("select * from session.sessions")).rows;

describe("a sign-in", () => {
  test("goes to the pool with PKCE, state and nonce", async () => {
    const browser = openBrowser(agent);
    const { status, location, setCookie, headers } = await browser.send("GET", "/auth/login");
    const url = new URL(location);
    expect([status, url.origin + url.pathname]).toEqual([302, `${poolSite}/oauth2/authorize`]);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      client_id: clientId,
      redirect_uri: `${site}/auth/callback`,
      scope: "openid email profile aws.cognito.signin.user.admin",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
      identity_provider: "CorpSAML",
    });
    expect(setCookie).toEqual([
      expect.stringMatching(/^__Host-signin=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("without a provider in the settings leaves the choice to the pool", async () => {
    const browser = openBrowser(await startService({ SESSION_IDENTITY_PROVIDER: "" }));
    expect((await browser.send("GET", "/auth/login")).location).not.toContain("identity_provider");
  });

  test("ends signed in, at the page that was asked for", async () => {
    const { browser, answer } = await signedIn(undefined, "/app/trades?id=7#row");
    expect([answer.status, answer.location]).toEqual([303, "/app/trades?id=7#row"]);
    expect([...browser.cookies.keys()].sort()).toEqual([
      "__Host-access",
      "__Host-id",
      "__Host-session",
      "__Host-signin",
    ]);
    const me = await browser.send("GET", "/auth/me");
    expect([me.status, me.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(JSON.parse(me.text)).toEqual({
      username,
      email: "alice@example.com",
      givenName: "Alice",
      familyName: "Archer",
      groups: [],
      expiresAt: expect.any(Number),
    });
  });

  test("keeps the refresh token on the server, and of the browser's keys only hashes", async () => {
    const { browser } = await signedIn();
    const [row] = await sessionRows();
    expect(row).toMatchObject({ username, refresh_token: expect.stringMatching(/^refresh\./) });
    const sessionKey = String(browser.cookies.get("__Host-session"));
    expect((row!.key_hash as Buffer).equals(createHash("sha256").update(sessionKey).digest())).toBe(true);
    expect([...browser.cookies.values()].join()).not.toContain("refresh.");
  });

  test("of a person in 300 groups fits into cookies and is read back", async () => {
    const groups = Array.from({ length: 300 }, (_, index) => `team-${index}`);
    pool.behaviour = { idClaims: { "cognito:groups": groups } };
    const { browser, answer } = await signedIn();
    expect(answer.setCookie.some((line) => line.startsWith("__Host-id.1="))).toBe(true);
    for (const line of answer.setCookie) expect(line.indexOf(";") - 1).toBeLessThanOrEqual(4_096);
    expect(JSON.parse((await browser.send("GET", "/auth/me")).text).groups).toEqual(groups);
    // The next token is shorter: its cookies leave nothing of the longer one behind.
    pool.behaviour = {};
    expect((await browser.send("POST", "/auth/refresh", script)).status).toBe(200);
    expect(browser.cookies.has("__Host-id.1")).toBe(false);
    expect(JSON.parse((await browser.send("GET", "/auth/me")).text).groups).toEqual([]);
  });

  test("of a person in too many groups is refused with a page that says so, and leaves nothing at the pool", async () => {
    pool.behaviour = { idClaims: { "cognito:groups": Array.from({ length: 900 }, (_, index) => `team-${index}`) } };
    const { answer } = await signedIn();
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("more groups or attributes than a browser can send");
    expect(answer.setCookie).toEqual([]);
    expect(pool.revoked).toHaveLength(1);
    expect(await sessionRows()).toEqual([]);
  });

  test("survives a restart of the service in the middle", async () => {
    const first = await startService();
    const { service } = services.at(-1)!;
    const browser = openBrowser(first);
    const started = await browser.send("GET", "/auth/login");
    await service.close();
    const after = openBrowser(await startService(), browser.cookies);
    expect((await after.send("GET", `/auth/callback?${pool.signIn(started.location)}`)).status).toBe(303);
  });

  test("in several tabs at once works in each, in any order", async () => {
    const browser = openBrowser(agent);
    const first = await browser.send("GET", "/auth/login?return_to=/app/1");
    const second = await browser.send("GET", "/auth/login?return_to=/app/2");
    const answers = [];
    for (const { location } of [second, first])
      answers.push((await browser.send("GET", `/auth/callback?${pool.signIn(location)}`)).location);
    expect(answers).toEqual(["/app/2", "/app/1"]);
  });

  test("over a session replaces it: a new key, the old one dead here and at the pool", async () => {
    const { browser } = await signedIn();
    const old = browser.cookies.get("__Host-session");
    const [before] = await sessionRows();
    await signedIn(browser);
    expect(browser.cookies.get("__Host-session")).not.toBe(old);
    expect(await sessionRows()).toHaveLength(1);
    expect(pool.revoked).toEqual([before?.refresh_token]);
  });

  test("does not keep a session key that somebody planted", async () => {
    const planted = "p".repeat(43);
    const { browser } = await signedIn(openBrowser(agent, new Map([["__Host-session", planted]])));
    expect(browser.cookies.get("__Host-session")).not.toBe(planted);
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/auth/login"])(
    "does not end at %s",
    async (wanted) => {
      expect((await signedIn(undefined, wanted)).answer.location).toBe("/app/");
    },
  );
});

describe("a callback is refused", () => {
  const begun = async () => {
    const browser = openBrowser(agent);
    const { location } = await browser.send("GET", "/auth/login");
    return { browser, query: pool.signIn(location) };
  };

  const refusedWith = async (status: number, browser: Browser, query: URLSearchParams | string) => {
    const answer = await browser.send("GET", `/auth/callback?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toMatch(/^text\/html/);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.text).toContain('<a href="/auth/login">');
    expect(answer.text).toContain("<small>Request ");
    expect(browser.cookies.has("__Host-session")).toBe(false);
    expect(await sessionRows()).toEqual([]);
    return answer;
  };

  test("the control: not when everything is right", async () => {
    const { browser, query } = await begun();
    expect((await browser.send("GET", `/auth/callback?${query}`)).status).toBe(303);
  });

  test.each<[string, (query: URLSearchParams) => void]>([
    ["without a state", (query) => query.delete("state")],
    ["with another state", (query) => query.set("state", "s".repeat(43))],
    ["with two states", (query) => query.append("state", String(query.get("state")))],
    ["with a state that is none", (query) => query.set("state", "' or 1=1 --")],
  ])("%s", async (_what, change) => {
    const { browser, query } = await begun();
    change(query);
    await refusedWith(400, browser, query);
    expect(pool.tokenCalls()).toBe(0);
  });

  test("in another browser, also in one with a sign-in of its own: the state is bound to its browser", async () => {
    const { query } = await begun();
    await refusedWith(400, openBrowser(agent), query);
    await refusedWith(400, (await begun()).browser, query);
    expect(pool.tokenCalls()).toBe(0);
  });

  test("with the sign-in cookie twice", async () => {
    const { browser, query } = await begun();
    const cookie = `__Host-signin=${browser.cookies.get("__Host-signin")}`;
    const answer = await openBrowser(agent).send("GET", `/auth/callback?${query}`, { cookie: `${cookie}; ${cookie}` });
    expect(answer.status).toBe(400);
    expect((await openBrowser(agent).send("GET", `/auth/callback?${query}`, { cookie })).status).toBe(303);
  });

  test("the second time; of ten at once one gets through", async () => {
    const { browser, query } = await begun();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        openBrowser(agent, new Map(browser.cookies)).send("GET", `/auth/callback?${query}`),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 9 }, () => 400)]);
    expect(pool.tokenCalls()).toBe(1);
  });

  test("after ten minutes", async () => {
    const { browser, query } = await begun();
    await admin.raw("update session.sign_ins set expires_at = expires_at - interval '10 minutes 1 second'");
    await refusedWith(400, browser, query);
  });

  test("without a code", async () => {
    const { browser, query } = await begun();
    query.delete("code");
    await refusedWith(502, browser, query);
  });

  test.each([
    ["a code of somebody else", (query: URLSearchParams) => query.set("code", "00000000-0000-4000-8000-000000000000")],
    [
      "a code that another challenge was made for",
      (query: URLSearchParams) => {
        const foreign = new URL(`${poolSite}/oauth2/authorize`);
        foreign.search = new URLSearchParams({
          code_challenge: "x".repeat(43),
          redirect_uri: `${site}/auth/callback`,
          nonce: "n",
          state: "s",
        }).toString();
        query.set("code", String(pool.signIn(foreign.href).get("code")));
      },
    ],
  ])("with %s", async (_what, change) => {
    const { browser, query } = await begun();
    change(query);
    await refusedWith(400, browser, query);
  });

  test("with the pool's reason, escaped, once the state is known; and without it before", async () => {
    const { browser, query } = await begun();
    query.delete("code");
    query.set("error", "invalid_request");
    query.set("error_description", '<script>alert(1)</script> "assertion" expired');
    const stranger = await refusedWith(400, openBrowser(agent), query);
    expect(stranger.text).not.toContain("assertion");
    const { text } = await refusedWith(403, browser, query);
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;assertion&quot; expired - invalid_request");
    expect(text).not.toContain("<script");
  });

  test.each<[string, Record<string, unknown>]>([
    ["another nonce", { nonce: "n".repeat(43) }],
    ["no nonce", { nonce: undefined }],
    ["the nonce that a pool makes up itself", { nonce: "x".repeat(171) }],
    ["another access token's at_hash", { at_hash: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["no at_hash", { at_hash: undefined }],
    ["another audience", { aud: "9stranger9client" }],
    ["an audience beside ours", { aud: [clientId, "9stranger9client"] }],
    ["another issuer", { iss: `${issuer}/` }],
    ["the use of an access token", { token_use: "access" }],
    ["an end in the past", { exp: Math.floor(Date.now() / 1000) - 10 }],
    ["a beginning in the future", { iat: Math.floor(Date.now() / 1000) + 600 }],
    ["no end", { exp: undefined }],
    ["no user", { "cognito:username": undefined }],
  ])("when the id token has %s; the tokens are revoked", async (_what, idClaims) => {
    const { browser, query } = await begun();
    pool.behaviour = { idClaims };
    await refusedWith(502, browser, query);
    expect(pool.revoked).toHaveLength(1);
  });

  test("when another key signed the id token", async () => {
    const { browser, query } = await begun();
    pool.behaviour = { signWith: await testKey(key.kid) };
    await refusedWith(502, browser, query);
  });

  test.each<[string, (response: import("node:http").ServerResponse) => void]>([
    ["is away", (response) => void response.destroy()],
    ["is broken", (response) => send(response, 500, {})],
    ["does not know this client", (response) => send(response, 400, { error: "invalid_client" })],
    ["speaks nonsense", (response) => void response.end("nonsense")],
    ["answers without tokens", (response) => send(response, 200, { access_token: "a" })],
  ])("when the pool %s, as something to try again", async (_what, instead) => {
    const { browser, query } = await begun();
    pool.behaviour = { instead: (_, response) => instead(response) };
    await refusedWith(503, browser, query);
  });
});

describe("a refresh", () => {
  test("brings new tokens and says when they expire", async () => {
    const { browser } = await signedIn();
    const before = browser.cookies.get("__Host-access");
    const answer = await browser.send("POST", "/auth/refresh", script);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { expiresAt: expect.any(Number) }]);
    expect(browser.cookies.get("__Host-access")).not.toBe(before);
    expect(pool.tokenCalls()).toBe(2);
  });

  test.each([[false], [true]])(
    "asked for twenty times at once, over two processes, makes one call to the pool; rotating: %s",
    async (rotates) => {
      const { browser } = await signedIn();
      pool.behaviour = { rotates, slow: 100 };
      const other = await startService();
      const tabs = Array.from({ length: 20 }, (_, index) =>
        openBrowser(index % 2 ? agent : other, new Map(browser.cookies)),
      );
      const answers = await Promise.all(tabs.map((tab) => tab.send("POST", "/auth/refresh", script)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(tabs.map(({ cookies }) => cookies.get("__Host-access"))).size).toBe(1);
      expect(pool.tokenCalls()).toBe(2);
    },
  );

  test("keeps the new refresh token of a pool that rotates them", async () => {
    const { browser } = await signedIn();
    pool.behaviour = { rotates: true };
    const [before] = await sessionRows();
    await browser.send("POST", "/auth/refresh", script);
    const [after] = await sessionRows();
    expect(after?.refresh_token).not.toBe(before?.refresh_token);
    await admin.raw("update session.sessions set refreshed_at = now() - interval '1 minute'");
    expect((await browser.send("POST", "/auth/refresh", script)).status).toBe(200);
    expect(pool.tokenCalls()).toBe(3);
  });

  test("ends the session when the pool says that it is over", async () => {
    const { browser } = await signedIn();
    pool.endFamilies();
    const answer = await browser.send("POST", "/auth/refresh", script);
    expect([answer.status, answer.text]).toEqual([401, '{"message":"Sign in again."}']);
    expect([...browser.cookies.keys()]).toEqual(["__Host-signin"]);
    expect(await sessionRows()).toEqual([]);
  });

  test.each<[string, (response: import("node:http").ServerResponse) => void]>([
    ["is away", (response) => void response.destroy()],
    ["is broken", (response) => send(response, 500, { error: "invalid_grant" })],
    ["does not know this client", (response) => send(response, 400, { error: "invalid_client" })],
    ["answers in HTML", (response) => void response.end("<p>")],
  ])("leaves the session alone when the pool %s", async (_what, instead) => {
    const { browser } = await signedIn();
    pool.behaviour = { instead: (_, response) => instead(response) };
    const cookies = new Map(browser.cookies);
    expect((await browser.send("POST", "/auth/refresh", script)).status).toBe(503);
    expect(browser.cookies).toEqual(cookies);
    pool.behaviour = {};
    expect((await browser.send("POST", "/auth/refresh", script)).status).toBe(200);
  });

  test("does not make one person another", async () => {
    const { browser } = await signedIn();
    pool.behaviour = { idClaims: { "cognito:username": "CorpSAML_bob@example.com" } };
    expect((await browser.send("POST", "/auth/refresh", script)).status).toBe(503);
    expect(JSON.parse((await browser.send("GET", "/auth/me")).text).username).toBe(username);
  });

  test.each([
    ["was idle for a day", "idle_until = now() - interval '1 second'"],
    ["is thirty days old", "expires_at = now() - interval '1 second'"],
  ])("comes too late when the session %s", async (_what, change) => {
    const { browser } = await signedIn();
    await admin.raw(`update session.sessions set ${change}`);
    expect((await browser.send("POST", "/auth/refresh", script)).status).toBe(401);
    expect(pool.tokenCalls()).toBe(1);
  });

  test("moves the end of idleness, never the absolute end", async () => {
    const { browser } = await signedIn();
    await admin.raw(
      "update session.sessions set idle_until = now() + interval '1 hour', expires_at = now() + interval '2 days'",
    );
    await browser.send("POST", "/auth/refresh", script);
    const { rows } = await admin.raw(
      "select extract(hour from idle_until - now()) as idle, extract(day from expires_at - now()) as rest from session.sessions",
    );
    expect(rows).toEqual([{ idle: "23", rest: "1" }]);
  });

  test.each<[string, Record<string, string | string[]>, number]>([
    ["the header", { "x-csrf": "1" }, 200],
    ["the header and our origin", { "x-csrf": "1", origin: site, "sec-fetch-site": "same-origin" }, 200],
    ["no header", { origin: site }, 403],
    ["another value", { "x-csrf": "0" }, 403],
    ["a foreign origin", { "x-csrf": "1", origin: "https://evil.example" }, 403],
    ["the origin null", { "x-csrf": "1", origin: "null" }, 403],
    ["a sibling site", { "x-csrf": "1", "sec-fetch-site": "same-site" }, 403],
    ["a foreign site", { "x-csrf": "1", "sec-fetch-site": "cross-site" }, 403],
    ["the header twice", { "x-csrf": ["1", "1"] }, 403],
  ])("with %s: %#", async (_what, headers, status) => {
    const { browser } = await signedIn();
    expect((await browser.send("POST", "/auth/refresh", headers)).status).toBe(status);
  });

  test.each<[string, (key: string) => string, number]>([
    ["the control: the cookie once", (key) => `__Host-session=${key}`, 200],
    ["no cookie", () => "", 401],
    ["an unknown key", () => `__Host-session=${"k".repeat(43)}`, 401],
    ["no key at all", () => "__Host-session=1", 401],
    ["the cookie twice", (key) => `__Host-session=${key}; __Host-session=${key}`, 400],
    ["the cookie in another case", (key) => `__host-session=${key}`, 401],
    ["the cookie behind a no-break space", (key) => `\u00a0__Host-session=${key}`, 401],
  ])("with %s", async (_what, cookie, status) => {
    const { browser } = await signedIn();
    const value = cookie(String(browser.cookies.get("__Host-session")));
    const headers = { ...script, ...(value ? { cookie: Buffer.from(value, "latin1").toString("latin1") } : {}) };
    expect((await openBrowser(agent).send("POST", "/auth/refresh", headers)).status).toBe(status);
    expect(await sessionRows()).toHaveLength(1);
  });
});

describe("/auth/me", () => {
  const asked = (cookie: string) => openBrowser(agent).send("GET", "/auth/me", cookie ? { cookie } : {});

  test.each<[string, (token: string, access: string) => string, number]>([
    ["the control: the id token", (token) => `__Host-id=${token}`, 200],
    ["nobody's cookie", () => "", 401],
    ["the access token", (_, access) => `__Host-id=${access}`, 401],
    ["a changed token", (token) => `__Host-id=${token.slice(0, -8)}AAAAAAAA`, 401],
    ["nonsense", () => "__Host-id=nonsense", 401],
    ["the cookie twice", (token) => `__Host-id=${token}; __Host-id=${token}`, 400],
    ["a part missing", (token) => `__Host-id=${token}; __Host-id.2=x`, 400],
  ])("with %s", async (_what, cookie, status) => {
    const { browser } = await signedIn();
    const token = (name: string) => String(browser.cookies.get(name));
    expect((await asked(cookie(token("__Host-id"), token("__Host-access")))).status).toBe(status);
  });

  test("while the keys cannot be had is not answered", async () => {
    const { browser } = await signedIn();
    pool.behaviour = { instead: (_, response) => void response.destroy() };
    const fresh = openBrowser(await startService(), browser.cookies);
    expect((await fresh.send("GET", "/auth/me")).status).toBe(503);
    pool.behaviour = {};
  });
});

describe("a sign-out", () => {
  const poolLogout = `${poolSite}/logout?client_id=${clientId}&logout_uri=${encodeURIComponent(`${site}/app/`)}`;

  test("ends the session, its family and the browser's cookies, and goes on to the pool", async () => {
    const { browser } = await signedIn();
    const [row] = await sessionRows();
    const answer = await browser.send("POST", "/auth/logout", { origin: site, "sec-fetch-site": "same-origin" });
    expect([answer.status, answer.location, answer.headers["cache-control"]]).toEqual([303, poolLogout, "no-store"]);
    expect([...browser.cookies.keys()]).toEqual(["__Host-signin"]);
    expect(await sessionRows()).toEqual([]);
    expect(pool.revoked).toEqual([row?.refresh_token]);
  });

  test("works when the pool is away", async () => {
    const { browser } = await signedIn();
    pool.behaviour = { instead: (_, response) => void response.destroy() };
    expect((await browser.send("POST", "/auth/logout", script)).location).toBe(poolLogout);
    expect(await sessionRows()).toEqual([]);
  });

  test("without a session clears what there is", async () => {
    const browser = openBrowser(
      agent,
      new Map([
        ["__Host-access", "a"],
        ["__Host-access.1", "b"],
      ]),
    );
    expect((await browser.send("POST", "/auth/logout", script)).status).toBe(303);
    expect(browser.cookies.size).toBe(0);
  });

  test.each<[string, Record<string, string>, number]>([
    ["our origin, as a form sends it", { origin: site }, 303],
    ["no origin but the header", { "x-csrf": "1" }, 303],
    ["neither", {}, 403],
    ["a foreign origin", { origin: "https://evil.example" }, 403],
    ["a foreign origin and the header", { origin: "https://evil.example", "x-csrf": "1" }, 403],
    ["the origin null", { origin: "null" }, 403],
    ["our origin from a foreign site", { origin: site, "sec-fetch-site": "cross-site" }, 403],
  ])("with %s: %#", async (_what, headers, status) => {
    const { browser } = await signedIn();
    expect((await browser.send("POST", "/auth/logout", headers)).status).toBe(status);
    expect(await sessionRows()).toHaveLength(status === 303 ? 0 : 1);
  });

  test("is no GET", async () => {
    const { browser } = await signedIn();
    const answer = await browser.send("GET", "/auth/logout");
    expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
    expect(await sessionRows()).toHaveLength(1);
  });
});

describe("what is not there", () => {
  test.each<["GET" | "POST" | "HEAD" | "PUT", string, number]>([
    ["HEAD", "/auth/callback", 405],
    ["HEAD", "/auth/login", 405],
    ["GET", "/auth/refresh", 405],
    ["POST", "/auth/callback", 405],
    ["GET", "/auth/login/", 404],
    ["GET", "/AUTH/login", 404],
    ["GET", "/auth", 404],
    ["PUT", "/auth/me", 405],
  ])("%s %s is answered with %d", async (method, path, status) => {
    expect((await openBrowser(agent).send(method, path)).status).toBe(status);
  });
});

test("while the database is away everything that needs it is refused, and readiness says so", async () => {
  const alone = openBrowser(
    await startService({ SESSION_DATABASE_URL: "postgres://gatehouse_session:x@127.0.0.1:1/x" }),
  );
  expect((await alone.send("GET", "/auth/login")).status).toBe(503);
  expect((await alone.send("GET", "/readyz")).status).toBe(503);
  expect((await openBrowser(agent).send("GET", "/readyz")).status).toBe(200);
});

test("settings that cannot be used stop the start", async () => {
  await expect(startService({ SESSION_PUBLIC_URL: "localhost", SESSION_CLIENT_ID: "" })).rejects.toThrow(
    /SESSION_PUBLIC_URL[\s\S]*SESSION_CLIENT_ID/,
  );
});
