import { loginAs } from "@gatehouse/login-as/login-as.ts";
import { SignInRefused } from "@gatehouse/login-as/refused.ts";
import { describe, expect, test } from "@jest/globals";
import { call } from "./api.ts";
import { outputs } from "./target.ts";

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
const people = ["alice", "bob", "carol", "dave", "erin"].map((name) => `${name}@example.com`);
const ways = ["gateway", "client"] as const;

describe.each(ways)("loginAs, through the %s", (through) => {
  test("gives a session that the API takes for the person's", async () => {
    const alice = await loginAs("alice@example.com", { through });
    expect(alice.username).toBe("CorpSAML_alice@example.com");
    expect(claimsOf(alice.tokens.access)).toMatchObject({ token_use: "access", username: alice.username });
    expect(claimsOf(alice.tokens.id)).toMatchObject({ token_use: "id", email: "alice@example.com" });
    const bearer = await call("GET", "/trades", { token: alice.tokens.access });
    const byHeaders = await call("GET", "/trades", { headers: alice.headers });
    const byFetch = await alice.fetch("/trades");
    expect([bearer.status, byHeaders.status, byFetch.status]).toEqual([200, 200, 200]);
    expect((await call("GET", "/trades")).status).toBe(401);
  });

  test("signs several people in at the same time, each as nobody else", async () => {
    const sessions = await Promise.all(people.map((person) => loginAs(person, { through })));
    expect(sessions.map(({ username }) => username)).toEqual(people.map((person) => `CorpSAML_${person}`));
    expect(sessions.map(({ tokens }) => claimsOf(tokens.id).email)).toEqual(people);
  });

  test("says what the identity provider is to say", async () => {
    const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
    const attributes = {
      [`${claims}/emailaddress`]: ["dave@example.com"],
      [`${claims}/givenname`]: ["David"],
      [`${claims}/surname`]: ["Dale"],
    };
    const { tokens } = await loginAs("dave@example.com", { through, attributes });
    expect(claimsOf(tokens.id)).toMatchObject({ given_name: "David" });
  });

  test("throws what the user pool says where it refuses, and lets the harmless twin in", async () => {
    const faults = ["other-audience"];
    const refused = loginAs("alice@example.com", { through, faults });
    await expect(refused).rejects.toThrow(SignInRefused);
    await expect(refused).rejects.toThrow(/alice@example\.com was not let in: .*Invalid SAML response received/);
    const { username } = await loginAs("alice@example.com", { through, faults, conduct: "control" });
    expect(username).toBe("CorpSAML_alice@example.com");
  });

  test("throws what the mock says of a person whom it does not know", async () => {
    await expect(loginAs("nobody@example.com", { through })).rejects.toThrow(/person: expected somebody at .*alice/);
  });
});

describe("a session through the gateway", () => {
  test("is in cookies, as Playwright takes them", async () => {
    const session = await loginAs("carol@example.com");
    const { cookies, origins } = session.storageState();
    expect(origins).toEqual([]);
    expect(cookies.find(({ name }) => name === "__Host-session")).toEqual({
      name: "__Host-session",
      value: expect.any(String),
      domain: new URL(outputs().gateway.url).hostname,
      path: "/",
      expires: expect.any(Number),
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
    });
    for (const { expires } of cookies) expect(expires).toBeGreaterThan(Date.now() / 1_000);
  });

  test("is refreshed and ended by its own requests", async () => {
    const session = await loginAs("carol@example.com");
    expect((await session.fetch("/auth/refresh", { method: "POST" })).status).toBeLessThan(300);
    expect((await session.fetch("/auth/me")).status).toBe(200);
    const origin = new URL(outputs().gateway.url).origin;
    expect((await session.fetch("/auth/logout", { method: "POST", headers: { origin } })).status).toBe(303);
    expect((await session.fetch("/auth/me")).status).toBe(401);
  });

  test("goes nowhere but to the gateway", async () => {
    const session = await loginAs("carol@example.com");
    const elsewhere = async () => await session.fetch(`${outputs().userPool.endpoint}/oauth2/userInfo`);
    await expect(elsewhere()).rejects.toThrow(RangeError);
    expect((await session.fetch(`${outputs().gateway.url}/trades`)).status).toBe(200);
  });
});

test("a client gets a refresh token, which the token endpoint takes", async () => {
  const { tokens } = await loginAs("carol@example.com", { through: "client" });
  const { clientId, domain } = outputs().userPool;
  const form = { grant_type: "refresh_token", client_id: clientId, refresh_token: tokens.refresh ?? "" };
  const answer = await fetch(`${domain}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
  expect(answer.status).toBe(200);
});

test("outputs of something else are refused by name", async () => {
  const { signIn: _, ...rest } = outputs();
  await expect(loginAs("alice@example.com", { outputs: rest as never })).rejects.toThrow(/received none for signIn/);
  await expect(loginAs("alice@example.com", { outputs: "/nowhere/outputs.json" })).rejects.toThrow(/npm start/);
  expect((await loginAs("alice@example.com", { outputs: outputs() })).username).toBe("CorpSAML_alice@example.com");
});
