import { afterAll, expect, test } from "@jest/globals";
import { call, callFrom } from "../api.ts";
import { signIn, tokenIn } from "../sign-in.ts";
import { control } from "../target.ts";

/** Access tokens last an hour, refresh tokens longer (config/user-pool.yaml). */
const twoHours = 7_200;

afterAll(() => control.restartAll(), 60_000);

test("a token that has expired is refused, and a refresh of its session gives one that is not", async () => {
  const browser = await signIn("carol@example.com");
  const token = await tokenIn(browser, "access");
  expect((await call("GET", "/trades", { token })).status).toBe(200);

  await control.restartAll(twoHours);

  const refused = await call("GET", "/trades", { token });
  expect([refused.status, refused.body]).toEqual([401, '{"message":"Unauthorized"}']);
  expect((await callFrom(browser, "GET", "/trades")).status).toBe(401);
  expect((await callFrom(browser, "POST", "/auth/refresh")).status).toBeLessThan(300);
  expect((await callFrom(browser, "GET", "/trades")).status).toBe(200);
  expect(
    (await call("GET", "/trades", { token: await tokenIn(await signIn("carol@example.com"), "access") })).status,
  ).toBe(200);
}, 120_000);
