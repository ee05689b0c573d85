import { readEnvironment } from "@gatehouse/config/environment.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { Agent, fetch } from "undici";
import { openDoors } from "../doors.ts";
import { settings } from "../settings.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { type TestTls, testTls } from "../testing/tls.ts";
import { poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
let tls: TestTls;
let trusting: Agent;
beforeAll(async () => {
  tls = await testTls();
  pool = await startUserPool(undefined, tls.environment);
  trusting = new Agent({ connect: { ca: tls.authority } });
});
afterAll(async () => {
  await trusting.close();
  await pool.stop();
});

describe("the HTTPS listener", () => {
  test("answers as the one beside it does, to who trusts the authority", async () => {
    const { access_token } = await tokensFor(pool);
    const headers = { authorization: `Bearer ${access_token}` };
    const answer = await fetch(`${tls.url}/oauth2/userInfo`, { headers, dispatcher: trusting });
    expect(await answer.json()).toMatchObject({ username: "CorpSAML_alice@example.com" });
    expect(decodeJwt(access_token).iss).toBe(`${pool.url}/${poolId}`);
  });

  test("is not trusted by who does not know the authority", async () => {
    const refused = await fetch(`${tls.url}/readyz`).catch((error: Error) => error);
    expect((refused as Error).cause).toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
  });
});

describe("the settings of HTTPS", () => {
  const usual = {
    USER_POOL_LISTEN: "127.0.0.1:1",
    USER_POOL_CONFIG: "c",
    USER_POOL_DATABASE_URL: "postgres://u@h/d",
    USER_POOL_PUBLIC_URL: "http://localhost:1",
    USER_POOL_ISSUER_MODE: "local",
  };

  test("stop the start where the key is none, before anything listens", async () => {
    const faulty = { ...usual, ...tls.environment, USER_POOL_HTTPS_KEY: tls.certificate };
    const opening = openDoors(() => undefined, readEnvironment(settings, faulty));
    await expect(opening).rejects.toThrow("USER_POOL_HTTPS_CERTIFICATE and USER_POOL_HTTPS_KEY are no certificate");
  });

  test("are all or none", () => {
    expect(readEnvironment(settings, usual).USER_POOL_HTTPS_LISTEN).toBeUndefined();
    expect(() => readEnvironment(settings, { ...usual, USER_POOL_HTTPS_LISTEN: "127.0.0.1:2" })).toThrow(
      /USER_POOL_HTTPS_PUBLIC_URL[\s\S]*USER_POOL_HTTPS_CERTIFICATE[\s\S]*USER_POOL_HTTPS_KEY/,
    );
  });

  test("take no plain URL", () => {
    const plain = { ...usual, ...tls.environment, USER_POOL_HTTPS_PUBLIC_URL: "http://localhost:2" };
    expect(() => readEnvironment(settings, plain)).toThrow("USER_POOL_HTTPS_PUBLIC_URL: expected an https:// URL");
  });
});
