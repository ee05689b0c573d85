import { type Browser, openBrowser } from "@gatehouse/browser/browser.ts";
import { pick } from "@gatehouse/browser/sign-in.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { callFrom, until } from "./api.ts";
import { signIn, startSignIn, tokenIn } from "./sign-in.ts";
import { outputs } from "./target.ts";

/** The story that the README tells: signed in, let through, refused, granted, let through. */
describe("the whole access path", () => {
  let alice: Browser;
  let bob: Browser;
  beforeAll(async () => {
    [alice, bob] = await Promise.all([signIn("alice@example.com"), signIn("bob@example.com")]);
  });

  test("the sign-in link leads to the identity provider, with an AuthnRequest", async () => {
    const browser = openBrowser();
    const page = await startSignIn(browser);
    expect(page.status).toBe(200);
    expect(page.url.startsWith(outputs().identityProviders[0]!.url)).toBe(true);
    const hosts = browser.trail.map(({ url }) => new URL(url).origin);
    expect([...new Set(hosts)]).toEqual([
      outputs().gateway.url,
      outputs().userPool.domain,
      outputs().identityProviders[0]!.url,
    ]);
    expect(browser.trail.at(-1)?.url).toMatch(/[?&]SAMLRequest=[^&]+&RelayState=[^&]+/);
  });

  test("the tokens arrive as httpOnly cookies of the gateway alone", async () => {
    const cookies = await alice.cookies.getCookies(outputs().gateway.url);
    for (const name of ["__Host-access", "__Host-id", "__Host-session"]) {
      const cookie = cookies.find(({ key }) => key === name);
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, path: "/", sameSite: "lax", hostOnly: true });
    }
  });

  test("/auth/me says who is signed in", async () => {
    const me = await callFrom(alice, "GET", "/auth/me");
    expect(me.status).toBe(200);
    expect(JSON.parse(me.body)).toMatchObject({ username: "CorpSAML_alice@example.com", email: "alice@example.com" });
  });

  test("without a session there is nothing to see", async () => {
    expect((await callFrom(openBrowser(), "GET", "/auth/me")).status).toBe(401);
    const refused = await callFrom(openBrowser(), "GET", "/trades");
    expect([refused.status, refused.body]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(refused.header("x-amzn-errortype")).toBe("UnauthorizedException");
  });

  test("Alice reads trades, and may settle none until Bob lets her", async () => {
    const trades = await callFrom(alice, "GET", "/trades");
    expect(trades.status).toBe(200);
    expect(trades.body).toContain('"1"');

    const refused = await callFrom(alice, "POST", "/trades/1/settlement");
    expect([refused.status, refused.body]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource"}',
    ]);
    expect(refused.header("x-amzn-errortype")).toBe("AccessDeniedException");
    expect(refused.header("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);

    const grant = await callFrom(bob, "PUT", "/users/CorpSAML_alice@example.com/roles/settlement-clerk");
    expect(grant.status).toBe(204);

    const settled = await until(200, () => callFrom(alice, "POST", "/trades/1/settlement"), 1_000);
    expect(settled.status).toBe(200);

    const removal = await callFrom(bob, "DELETE", "/users/CorpSAML_alice@example.com/roles/settlement-clerk");
    expect(removal.status).toBe(204);
    const refusedAgain = await until(403, () => callFrom(alice, "POST", "/trades/2/settlement"), 1_000);
    expect(refusedAgain.status).toBe(403);
  });

  test("an explicit Deny wins over an Allow, and says so", async () => {
    const frozen = await callFrom(alice, "GET", "/trades/frozen-1");
    expect([frozen.status, frozen.body]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
    ]);
    expect((await callFrom(alice, "GET", "/trades/1")).status).toBe(200);
  });

  test("a second sign-in of the same browser needs no identity provider while the pool knows it", async () => {
    const again = await alice.visit(outputs().signIn);
    expect(again.status).toBe(200);
    expect(alice.trail.some(({ url }) => url.startsWith(outputs().identityProviders[0]!.url))).toBe(false);
  });

  test("outputs.json names the people as the pool names them", async () => {
    const named = outputs().people.find(({ email }) => email === "alice@example.com");
    expect(named).toEqual({ email: "alice@example.com", username: "CorpSAML_alice@example.com", roles: ["trader"] });
    const claims = JSON.parse(
      Buffer.from((await tokenIn(alice, "access")).split(".")[1] ?? "", "base64url").toString(),
    );
    expect(claims).toMatchObject({
      username: named?.username,
      client_id: outputs().userPool.clientId,
      token_use: "access",
    });
    expect(claims.iss).toBe(outputs().userPool.issuer);
  });

  test("the identity provider's page works by hand: one button for each person", async () => {
    const browser = openBrowser();
    const page = await startSignIn(browser);
    for (const { email } of outputs().people) expect(page.text).toContain(email);
    expect((await pick(browser, page, "carol@example.com")).text).toContain("SAMLResponse");
  });
});
