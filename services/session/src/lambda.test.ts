import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { APIGatewayProxyEvent, Context } from "@gatehouse/lambda/events.ts";
import { clientId, issuer, type TestKey, testKey, username } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { close, handler } from "./lambda.ts";
import { fakePool, poolId } from "./testing/fake-pool.ts";

let database: TestDatabase;
let key: TestKey;
let pool: Awaited<ReturnType<typeof fakePool>>;

beforeAll(async () => {
  [database, key] = await Promise.all([testDatabase(), testKey()]);
  pool = await fakePool(key);
  Object.assign(process.env, {
    SESSION_DATABASE_URL: database.url("gatehouse_session"),
    SESSION_PUBLIC_URL: "http://localhost:8080",
    SESSION_USER_POOL_URL: pool.url,
    SESSION_USER_POOL_PUBLIC_URL: "http://localhost:9229",
    SESSION_ISSUER: issuer,
    SESSION_USER_POOL_ID: poolId,
    SESSION_CLIENT_ID: clientId,
    GATEHOUSE_LOG_LEVEL: "silent",
  });
});
afterAll(async () => {
  await close();
  await pool.close();
  await database.drop();
});

/** One event of a REST API's proxy integration. */
const send = (httpMethod: string, path: string, query: URLSearchParams, cookies: readonly string[]) =>
  handler(
    {
      httpMethod,
      path,
      resource: path,
      headers: {},
      multiValueHeaders: { Cookie: [cookies.join("; ")], "X-CSRF": ["1"] },
      queryStringParameters: Object.fromEntries(query),
      multiValueQueryStringParameters: Object.fromEntries([...query].map(([name, value]) => [name, [value]])),
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { identity: { sourceIp: "192.0.2.1" } } as APIGatewayProxyEvent["requestContext"],
    },
    {} as Context,
  );

test("the token handler signs in, refreshes and signs out as a Lambda function", async () => {
  const none = new URLSearchParams();
  const cookiesOf = (answer: Awaited<ReturnType<typeof send>>) =>
    (answer.multiValueHeaders?.["set-cookie"] ?? []).map((line) => String(line).split(";")[0] ?? "");

  const started = await send("GET", "/auth/login", none, []);
  expect(started.statusCode).toBe(302);
  const query = pool.signIn(String(started.multiValueHeaders?.location?.[0]));
  const finished = await send("GET", "/auth/callback", query, cookiesOf(started));
  expect(finished.statusCode).toBe(303);
  const cookies = cookiesOf(finished);
  expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["__Host-access", "__Host-id", "__Host-session"]);

  expect(JSON.parse((await send("GET", "/auth/me", none, cookies)).body).username).toBe(username);
  expect((await send("POST", "/auth/refresh", none, cookies)).statusCode).toBe(200);
  expect((await send("POST", "/auth/logout", none, cookies)).statusCode).toBe(303);
  expect((await send("POST", "/auth/refresh", none, cookies)).statusCode).toBe(401);
});
