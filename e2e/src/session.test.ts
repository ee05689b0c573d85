import { openBrowser } from "@gatehouse/browser/browser.ts";
import { describe, expect, test } from "@jest/globals";
import { callFrom, until } from "./api.ts";
import { signIn, tokenIn } from "./sign-in.ts";
import { outputs } from "./target.ts";

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("a session", () => {
  test("is refreshed: a new token of the same sign-in", async () => {
    const browser = await signIn("carol@example.com");
    const before = claimsOf(await tokenIn(browser, "access"));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const refreshed = await callFrom(browser, "POST", "/auth/refresh");
    expect([200, 204]).toContain(refreshed.status);
    const after = claimsOf(await tokenIn(browser, "access"));
    expect(after.jti).not.toBe(before.jti);
    expect(after.iat).toBeGreaterThan(before.iat);
    expect(after).toMatchObject({ origin_jti: before.origin_jti, auth_time: before.auth_time, sub: before.sub });
    expect((await callFrom(browser, "GET", "/trades")).status).toBe(200);
  });

  test("is not refreshed for another site, nor without the session's cookie", async () => {
    const browser = await signIn("carol@example.com");
    const cross = { headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } };
    expect((await callFrom(browser, "POST", "/auth/refresh", cross)).status).toBe(403);
    expect((await callFrom(openBrowser(), "POST", "/auth/refresh")).status).toBe(401);
    expect((await callFrom(browser, "POST", "/auth/refresh")).status).toBeLessThan(300);
  });

  test("of a cookie needs a same-origin proof to change anything", async () => {
    const bob = await signIn("bob@example.com");
    const role = { method: "PUT", path: "/users/CorpSAML_nobody@example.com/roles/trader" };
    for (const headers of [
      { "x-csrf": "" },
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ])
      expect(
        (await callFrom(bob, role.method, role.path, { headers: headers as unknown as Record<string, string> })).status,
      ).toBe(403);
    expect((await callFrom(bob, role.method, role.path)).status).toBe(204);
    expect((await callFrom(bob, role.method, role.path, { headers: { origin: outputs().gateway.url } })).status).toBe(
      204,
    );
  });

  test("of a person in 300 groups works like any other", async () => {
    const grace = await signIn("grace@example.com");
    const me = await callFrom(grace, "GET", "/auth/me");
    expect(me.status).toBe(200);
    expect(claimsOf(await tokenIn(grace, "id"))["custom:groups"].split(",").length).toBeGreaterThanOrEqual(300);
    for (const cookie of await grace.cookies.getCookies(outputs().gateway.url))
      expect(cookie.key.length + cookie.value.length).toBeLessThanOrEqual(4_096);
    expect((await callFrom(grace, "GET", "/trades")).status).toBe(200);
  });

  test("ends with a sign-out: here, at the pool, and for the token that was used", async () => {
    const browser = await signIn("carol@example.com");
    const token = await tokenIn(browser, "access");
    const out = await browser.send(`${outputs().gateway.url}/auth/logout`, {
      method: "POST",
      headers: { origin: outputs().gateway.url, "sec-fetch-site": "same-origin" },
    });
    expect([302, 303]).toContain(out.status);
    const landed = await browser.visit(out.headers.get("location")!);
    expect(landed.url).toBe(`${outputs().gateway.url}/app/`);
    expect((await callFrom(browser, "GET", "/auth/me")).status).toBe(401);
    expect((await callFrom(browser, "GET", "/trades")).status).toBe(401);

    const stillUsed = openBrowser();
    const replay = () => callFrom(stillUsed, "GET", "/trades", { headers: { authorization: `Bearer ${token}` } });
    expect((await until(401, replay, 10_000)).status).toBe(401);

    const again = await browser.visit(outputs().signIn);
    expect(again.url.startsWith(outputs().identityProviders[0]!.url)).toBe(true);
  });

  test("is not ended by another site", async () => {
    const browser = await signIn("carol@example.com");
    const cross = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect(
      (await browser.send(`${outputs().gateway.url}/auth/logout`, { method: "POST", headers: cross })).status,
    ).toBe(403);
    expect((await callFrom(browser, "GET", "/auth/me")).status).toBe(200);
  });
});
