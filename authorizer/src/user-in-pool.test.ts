import { PoolUnreachable, poolOverHttp } from "@gatehouse/user-pool-client/pool-request.ts";
import { sub, username } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Agent } from "undici";
import { fakePool, send } from "./testing/fake-pool.ts";
import { userInPool } from "./user-in-pool.ts";

let pool: Awaited<ReturnType<typeof fakePool>>;
const agent = new Agent();
const find = (url = pool.url) => userInPool(poolOverHttp(url, agent))("a.b.c");

beforeAll(async () => {
  pool = await fakePool([]);
});
beforeEach(() => {
  Object.assign(pool, { behaviour: undefined, attributes: {} });
});
afterAll(async () => {
  await Promise.all([pool.close(), agent.destroy()]);
});

test("asks GetUser as the JSON API wants it", async () => {
  pool.behaviour = (request, response) => {
    expect([request.method, request.url]).toEqual(["POST", "/"]);
    expect(request.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
    });
    send(response, 200, { Username: username, UserAttributes: [{ Name: "sub", Value: sub }] });
  };
  expect(await find()).toEqual({ username, sub, attributes: { sub } });
});

test("knows the user's attributes", async () => {
  pool.attributes = { "custom:account": "A-17" };
  expect(await find()).toEqual({
    username,
    sub,
    attributes: { sub, email: "alice@example.com", "custom:account": "A-17" },
  });
});

test.each(["NotAuthorizedException", "UserNotFoundException", "com.amazonaws.cognito#NotAuthorizedException"])(
  "%s: nobody is behind the token any more",
  async (__type) => {
    pool.behaviour = (_, response) => send(response, 400, { __type, message: "no" });
    expect(await find()).toBeUndefined();
  },
);

describe("the pool cannot be used when it", () => {
  test.each<[string, number, unknown]>([
    ["is overloaded", 400, { __type: "TooManyRequestsException" }],
    ["fails", 500, { __type: "InternalErrorException" }],
    ["fails with a refusal's name", 500, { __type: "NotAuthorizedException" }],
    ["answers without a name", 400, {}],
    ["is not a pool", 404, "hello"],
    ["names nobody", 200, { UserAttributes: [{ Name: "sub", Value: sub }] }],
    ["names a user without sub", 200, { Username: username, UserAttributes: [] }],
    ["answers nothing", 200, null],
  ])("%s", async (_what, status, body) => {
    pool.behaviour = (_, response) => send(response, status, body);
    await expect(find()).rejects.toBeInstanceOf(PoolUnreachable);
  });

  test.each<[string, (response: import("node:http").ServerResponse) => void]>([
    ["answers in HTML", (response) => void response.end("<h1>hello</h1>")],
    ["breaks off", (response) => void response.write("{", () => response.destroy())],
    ["hangs up", (response) => void response.destroy()],
    ["never ends", (response) => void response.write("{")],
    ["does not answer", () => {}],
    ["answers without end", (response) => void response.end(`"${"x".repeat(300 * 1024)}"`)],
    ["sends away", (response) => void response.writeHead(307, { location: pool.url }).end()],
  ])("%s", async (_what, behave) => {
    pool.behaviour = (_, response) => behave(response);
    const started = performance.now();
    await expect(find()).rejects.toBeInstanceOf(PoolUnreachable);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  test("is not there", async () => {
    await expect(find("http://127.0.0.1:1")).rejects.toThrow(/127\.0\.0\.1:1/);
  });
});
