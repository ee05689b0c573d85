/** SIGKILL in the midst of a sign-in: a process is caught at a lock that the test holds in the database. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { newBrowser } from "../testing/browser.ts";
import { type Lock, lockCommits, lockTable } from "../testing/locks.ts";
import { type PoolProcess, startPoolProcess } from "../testing/pool-process.ts";
import { codeFor, deliver, depart, sentTo, type TokenAnswer, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, rotatingClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

// A process takes seconds to start, and many on a machine that is busy.
jest.setTimeout(180_000);

let pool: TestUserPool;
let victim: PoolProcess;
beforeAll(async () => {
  pool = await startUserPool((config) => ({
    ...config,
    UserPoolClients: config.UserPoolClients.map((client) =>
      "RefreshTokenRotation" in client
        ? { ...client, RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 } }
        : client,
    ),
  }));
  victim = await startPoolProcess(pool);
});
afterAll(async () => {
  await victim.kill();
  await pool.stop();
});

const restart = async () => {
  await victim.kill();
  victim = await startPoolProcess(pool);
};

/** Sends what hangs at the lock, kills the process there and starts it again. */
const killAt = async (lock: Lock, send: () => Promise<unknown>) => {
  const unanswered = expect(send()).rejects.toThrow("fetch failed");
  await lock.awaited();
  await victim.kill();
  await unanswered;
  await lock.release();
  victim = await startPoolProcess(pool);
};

const answerOf = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as TokenAnswer,
});
const redeem = async (code: string) =>
  answerOf(
    await tokenRequest(victim, { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback }),
  );
const refresh = async (refresh_token: string) =>
  answerOf(await tokenRequest(victim, { grant_type: "refresh_token", refresh_token, client_id: rotatingClient }));
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };
const rows = async (table: string) => Number((await pool.admin(`user_pool.${table}`).count().first())?.count);

describe("killed after the AuthnRequest", () => {
  test("the sign-in is completed all the same, once", async () => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(victim, browser));
    await restart();
    expect(sentTo(await deliver(victim, browser, answer)).get("code")).toEqual(expect.any(String));
    expect((await deliver(victim, browser, answer)).status).toBe(400);
  });

  test("while it is remembered: the browser begins anew", async () => {
    const browser = newBrowser();
    const lock = await lockTable(pool.admin, "user_pool.saml_requests");
    await killAt(lock, () => depart(victim, browser));
    expect(await codeFor(victim, { browser })).toEqual(expect.any(String));
  });
});

describe("killed in the assertion consumer service", () => {
  test("after request and assertion were taken, before the end: nothing is taken, and the response lets in once", async () => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(victim, browser));
    // The code is saved last but for the records.
    const lock = await lockTable(pool.admin, "user_pool.authorization_codes");
    await killAt(lock, () => deliver(victim, browser, answer));
    const code = sentTo(await deliver(victim, browser, answer)).get("code");
    expect((await redeem(code ?? "")).status).toBe(200);
    expect((await deliver(victim, browser, answer)).status).toBe(400);
  });

  test("at the commit: the response is used up, without a second code", async () => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(victim, browser));
    const before = await rows("authorization_codes");
    const lock = await lockCommits(pool.admin, "user_pool.seen_assertions");
    await killAt(lock, () => deliver(victim, browser, answer));
    expect((await deliver(victim, browser, answer)).status).toBe(400);
    expect(await rows("authorization_codes")).toBe(before + 1);
    expect(await codeFor(victim, { browser })).toEqual(expect.any(String));
  });

  test("after it answered: neither the response nor its assertion is accepted again", async () => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(victim, browser), { assertionId: "_used" });
    await deliver(victim, browser, answer);
    await restart();
    expect((await deliver(victim, browser, answer)).status).toBe(400);
    const rewrapped = pool.idp.answer(await depart(victim, browser, { prompt: "login" }), { assertionId: "_used" });
    expect(sentTo(await deliver(victim, browser, rewrapped)).get("error")).toBe("server_error");
    const outcomes = await pool.admin("audit.sign_ins").orderBy("id", "desc").limit(2).pluck("outcome");
    expect(outcomes).toEqual(["SAML_REPLAYED", "SAML_RELAY_STATE_INVALID"]);
  });
});

describe("killed after the code was issued", () => {
  test("it is redeemed once", async () => {
    const code = await codeFor(victim);
    await restart();
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toEqual(invalidGrant);
  });

  test("and taken, before the end: it is redeemed once", async () => {
    const code = await codeFor(victim);
    const lock = await lockTable(pool.admin, "user_pool.refresh_tokens");
    await killAt(lock, () => redeem(code));
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toEqual(invalidGrant);
  });

  test("and redeemed, at the commit: it is spent, and never redeemed twice", async () => {
    const code = await codeFor(victim);
    const lock = await lockCommits(pool.admin, "user_pool.refresh_tokens");
    await killAt(lock, () => redeem(code));
    expect(await redeem(code)).toEqual(invalidGrant);
    expect(await redeem(code)).toEqual(invalidGrant);
  });
});

describe("killed during a refresh", () => {
  const request = { client_id: rotatingClient };

  test("before the end: the old token goes on", async () => {
    const { refresh_token } = await tokensFor(victim, { request });
    const lock = await lockTable(pool.admin, "user_pool.refresh_tokens");
    await killAt(lock, () => refresh(refresh_token));
    const { status, body } = await refresh(refresh_token);
    expect(status).toBe(200);
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  test("at the commit: the old token forks within its grace", async () => {
    const { refresh_token } = await tokensFor(victim, { request });
    const lock = await lockCommits(pool.admin, "user_pool.refresh_tokens");
    await killAt(lock, () => refresh(refresh_token));
    const { status, body } = await refresh(refresh_token);
    expect(status).toBe(200);
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  test("after it answered: the new token goes on", async () => {
    const { refresh_token } = await tokensFor(victim, { request });
    const { body } = await refresh(refresh_token);
    await restart();
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });
});
