import { openBrowser } from "@gatehouse/browser/browser.ts";
import { pick } from "@gatehouse/browser/sign-in.ts";
import { describe, expect, test } from "@jest/globals";
import { call, callFrom, until } from "../api.ts";
import { signIn, startSignIn, tokenIn } from "../sign-in.ts";
import { control, outputs } from "../target.ts";

/** How long the parts may take to answer again, in milliseconds. */
const recovery = 30_000;

describe("with the database stopped", () => {
  test("every request is refused, nothing is let through, and all recovers by itself", async () => {
    const browser = await signIn("alice@example.com");
    const token = await tokenIn(browser, "access");
    expect((await call("GET", "/trades", { token })).status).toBe(200);

    await control.stopDatabase();
    try {
      // What the authorizer knew may stand for as long as its caches say, but a service without data has none to give.
      const refused = await until(500, () => call("GET", "/trades", { token }), 10_000);
      expect(refused.status).toBe(500);
      expect(refused.body).toBe('{"message":null}');
      for (let round = 0; round < 10; round++) {
        const [read, settle] = await Promise.all([
          call("GET", "/trades", { token }),
          call("POST", "/trades/1/settlement", { token }),
        ]);
        expect(read.status).toBeGreaterThanOrEqual(500);
        expect(settle.status).toBeGreaterThanOrEqual(500);
      }
      const signInPage = await openBrowser().visit(outputs().signIn);
      expect(signInPage.status).toBeGreaterThanOrEqual(500);
      expect((await call("GET", "/health")).status).toBe(200);
    } finally {
      await control.startDatabase();
    }

    expect((await until(200, () => call("GET", "/trades", { token }), recovery)).status).toBe(200);
    expect(
      (await callFrom(await signIn("bob@example.com"), "GET", "/users/CorpSAML_alice@example.com/roles")).status,
    ).toBe(200);
  }, 120_000);
});

describe("with everything killed and started again", () => {
  test("a sign-in under way goes on, a session stays, and what was changed stays changed", async () => {
    const bob = await signIn("bob@example.com");
    const role = `kept-${Math.random().toString(36).slice(2)}`;
    expect(
      (
        await callFrom(bob, "POST", "/roles", {
          body: JSON.stringify({ name: role }),
          headers: { "content-type": "application/json" },
        })
      ).status,
    ).toBe(201);
    expect((await callFrom(bob, "PUT", `/users/CorpSAML_dave@example.com/roles/${role}`)).status).toBe(204);
    const underWay = openBrowser();
    const people = await startSignIn(underWay);

    await control.restartAll();

    const answer = await underWay.submit(await pick(underWay, people, "alice@example.com"));
    expect(answer.url).toBe(`${outputs().gateway.url}/app/`);
    expect((await callFrom(underWay, "GET", "/trades")).status).toBe(200);

    const roles = await until(200, () => callFrom(bob, "GET", "/users/CorpSAML_dave@example.com/roles"), recovery);
    expect(roles.status).toBe(200);
    expect(roles.body).toContain(role);
    expect((await callFrom(bob, "POST", "/auth/refresh")).status).toBeLessThan(300);
  }, 120_000);
});
