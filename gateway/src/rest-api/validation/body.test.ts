import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../../testing/backend.ts";
import { startGateway } from "../../testing/gateway.ts";
import { httpRoute, tokenAuthorizer } from "../../testing/routes.ts";
import type { TestedGateway } from "../../testing/served.ts";
import type { Route } from "../api.ts";
import { compileModel } from "../models/compile-model.ts";

const model = compileModel("Trade", { required: ["id"], properties: { id: { type: "integer" } } });
const nested = compileModel("Nested", {
  definitions: { Nested: { items: { $ref: "#/definitions/Nested" } } },
  $ref: "#/definitions/Nested",
});
const validated = (resource: string, more: Partial<Route> = {}): Route => ({
  ...httpRoute("POST", resource),
  models: new Map([["application/json", model]]),
  validator: { parameters: true, body: true },
  ...more,
});
const required = { in: "header", name: "X-Desk" } as const;
const template = '{"why":"$context.error.validationErrorString","message":$context.error.messageString}';

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    routes: [
      validated("/trades"),
      validated("/unchecked", { validator: { parameters: true, body: false } }),
      validated("/desk", { parameters: [required] }),
      validated("/nested", { models: new Map([["application/json", nested]]) }),
      validated("/guarded", { authorizer: tokenAuthorizer }),
    ],
    gatewayResponses: new Map([
      [
        "BAD_REQUEST_BODY",
        { statusCode: null, headers: new Map(), templates: new Map([["application/json", template]]) },
      ],
    ]),
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
afterEach(() => backend.reset());

const post = async (
  path: string,
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Record<string, string> = {},
) => {
  const answer = await fetch(`${gateway.url}${path}`, { method: "POST", body, headers });
  return { status: answer.status, text: await answer.text(), errorType: answer.headers.get("x-amzn-errortype") };
};
const json = { "Content-Type": "application/json" };
const reached = () => backend.seen.map(({ body }) => body);

describe("a body that fits its model goes on as it came", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, string]>([
    ["as JSON", '{ "id" : 1.0 }', json, "/trades"],
    ["with parameters of its type", '{"id":1}', { "Content-Type": "Application/JSON; charset=utf-8" }, "/trades"],
    ["without a type", new TextEncoder().encode('{"id":1}'), {}, "/trades"],
    ["of a type without a model", "id=1", { "Content-Type": "text/plain" }, "/trades"],
    ["where nobody asks", "{}", json, "/unchecked"],
  ])("%s", async (_what, body, headers, path) => {
    expect((await post(path, body, headers)).status).toBe(200);
    expect(reached()).toEqual([String(typeof body === "string" ? body : new TextDecoder().decode(body))]);
  });

  test("in chunks", async () => {
    const body = new Blob(['{"id"', ":1}"]).stream();
    const init = { method: "POST", body, headers: json, duplex: "half" } as RequestInit;
    expect((await fetch(`${gateway.url}/trades`, init)).status).toBe(200);
    expect(reached()).toEqual(['{"id":1}']);
  });
});

describe("a body that does not fit is answered with a 400, and reaches nobody", () => {
  const missing = '[object has missing required properties (["id"])]';
  test.each<[string, string | null, Record<string, string>, string]>([
    ["a member is missing", "{}", json, missing],
    [
      "it is of another type",
      '{"id":"1"}',
      json,
      '[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]',
    ],
    ["it is no JSON", "{", json, "[Unknown error parsing request body]"],
    ["there is none", null, {}, missing],
    ["there is none, though its type is said", null, json, missing],
  ])("%s", async (_what, body, headers, why) => {
    expect(await post("/trades", body, headers)).toEqual({
      status: 400,
      text: `{"why":"${why}","message":"Invalid request body"}`,
      errorType: "BadRequestException",
    });
    expect(reached()).toEqual([]);
  });

  test("but not before the parameters are there", async () => {
    expect((await post("/desk", "{}", json)).text).toBe('{"message":"Missing required request parameters: [X-Desk]"}');
    expect((await post("/desk", "{}", { ...json, "X-Desk": "a" })).text).toContain("Invalid request body");
    expect((await post("/desk", '{"id":1}', { ...json, "X-Desk": "a" })).status).toBe(200);
  });

  test("but not before the authorizer lets the request through", async () => {
    expect((await post("/guarded", "{}", json)).status).toBe(401);
    expect((await post("/guarded", "{}", { ...json, Authorization: "Bearer alice" })).status).toBe(400);
  });

  test("but is nested more deeply than anybody can follow", async () => {
    const levels = (count: number) => "[".repeat(count) + "]".repeat(count);
    expect((await post("/nested", levels(10), json)).status).toBe(200);
    expect((await post("/nested", levels(100_000), json)).text).toContain("[Unknown error parsing request body]");
  });

  test("but a body of more than ten megabytes is too large", async () => {
    const { status } = await post("/trades", `{"id":1,"more":"${"-".repeat(10_485_760)}"}`, json);
    expect(status).toBe(413);
    expect(reached()).toEqual([]);
  });
});
