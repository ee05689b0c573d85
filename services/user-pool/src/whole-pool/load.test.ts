import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { newBrowser } from "../testing/browser.ts";
import { type PoolProcess, startPoolProcess } from "../testing/pool-process.ts";
import { codeFor, deliver, depart, sentTo, type TokenAnswer, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import {
  callback,
  clientId,
  type configOf,
  rotatingClient,
  startUserPool,
  type TestUserPool,
} from "../testing/user-pool.ts";

const lenientClient = "9lenient0client1of2tests";

// A process takes seconds to start, and many on a machine that is busy.
jest.setTimeout(180_000);

let pool: TestUserPool;
let other: PoolProcess;
beforeAll(async () => {
  pool = await startUserPool((config) => ({
    ...config,
    UserPoolClients: [...config.UserPoolClients, lenient(config)],
  }));
  other = await startPoolProcess(pool);
});
afterAll(async () => {
  await other.kill();
  await pool.stop();
});

const lenient = ({ UserPoolClients: [, , rotating] }: ReturnType<typeof configOf>) => ({
  ...rotating,
  ClientId: lenientClient,
  ClientName: "lenient",
  RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
});

/** So many at the same time, half of them to each process. */
const atOnce = <Result>(count: number, send: (process: TestUserPool) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => send(index % 2 ? other : pool)));

const answerOf = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as TokenAnswer,
});
const redeem = async (code: string, process = pool) =>
  answerOf(
    await tokenRequest(process, {
      grant_type: "authorization_code",
      code,
      client_id: clientId,
      redirect_uri: callback,
    }),
  );
const refresh = async (refresh_token: string, { client_id = clientId, process = pool } = {}) =>
  answerOf(await tokenRequest(process, { grant_type: "refresh_token", refresh_token, client_id }));
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };
const succeeded = <Answer extends { status: number }>(answers: readonly Answer[]) =>
  answers.filter(({ status }) => status === 200);
const refused = (answers: readonly { status: number }[]) => answers.filter(({ status }) => status !== 200);

describe("two processes on one database", () => {
  test("honour a code that is shown twenty times at once exactly once, and take back what it gave", async () => {
    const code = await codeFor(pool);
    const answers = await atOnce(20, (process) => redeem(code, process));
    const [winner, ...more] = succeeded(answers);
    expect(more).toEqual([]);
    expect(refused(answers)).toEqual(Array.from({ length: 19 }, () => invalidGrant));
    expect(await refresh(winner!.body.refresh_token, { process: other })).toEqual(invalidGrant);
  });

  test("control: a code that is shown once keeps what it gave", async () => {
    const { status, body } = await redeem(await codeFor(other), other);
    expect(status).toBe(200);
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  test("refresh twenty times at once without rotation, and give no new refresh token", async () => {
    const { refresh_token } = await tokensFor(pool);
    const answers = await atOnce(20, (process) => refresh(refresh_token, { process }));
    expect(succeeded(answers)).toHaveLength(20);
    expect(answers.every(({ body }) => !("refresh_token" in body))).toBe(true);
    expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(20);
  });

  test("rotate a refresh token that is shown twenty times at once exactly once, and its successor lives", async () => {
    const client = { client_id: rotatingClient };
    const { refresh_token } = await tokensFor(pool, { request: client });
    const answers = await atOnce(20, (process) => refresh(refresh_token, { ...client, process }));
    const [winner, ...more] = succeeded(answers);
    expect(more).toEqual([]);
    expect(refused(answers)).toEqual(Array.from({ length: 19 }, () => invalidGrant));
    expect((await refresh(winner!.body.refresh_token, client)).status).toBe(200);
    expect(await refresh(refresh_token, client)).toEqual(invalidGrant);
  });

  test("fork within the grace for all who come at once, and only the newest child goes on", async () => {
    const client = { client_id: lenientClient };
    const { refresh_token } = await tokensFor(pool, { request: client });
    const answers = await atOnce(20, (process) => refresh(refresh_token, { ...client, process }));
    expect(succeeded(answers)).toHaveLength(20);
    const children = answers.map(({ body }) => body.refresh_token);
    expect(new Set(children).size).toBe(20);
    const next = [];
    for (const child of children) next.push(await refresh(child, client));
    expect(succeeded(next)).toHaveLength(1);
    expect(refused(next)).toEqual(Array.from({ length: 19 }, () => invalidGrant));
  });

  test("let one SAML response in that is posted fifty times at once exactly once", async () => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(other, browser), { nameId: "crowd" });
    const answers = await atOnce(50, (process) => deliver(process, browser, answer));
    const codes = answers.flatMap((response) => (response.status === 302 ? [sentTo(response).get("code")] : []));
    expect(codes).toEqual([expect.any(String)]);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(49);
    expect((await redeem(codes[0] ?? "", other)).status).toBe(200);
    const legs = await pool
      .admin("user_pool.sign_in_legs")
      .join("user_pool.sign_in_attempts", "id", "attempt_id")
      .where({ username: "CorpSAML_crowd" })
      .select("outcome");
    // The request to the application, the fifty posts, and the redemption.
    expect(legs.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 52 }, () => "success"));
  });

  test("make one profile of first sign-ins of one person that come at once", async () => {
    const send = async (process: TestUserPool) => {
      const browser = newBrowser();
      const answer = pool.idp.answer(await depart(process, browser), { nameId: "twins" });
      return sentTo(await deliver(process, browser, answer)).get("code");
    };
    const codes = await atOnce(10, send);
    expect(new Set(codes).size).toBe(10);
    expect(codes).not.toContain(null);
    expect(await pool.admin("user_pool.users").where({ username: "CorpSAML_twins" })).toHaveLength(1);
  });
});
