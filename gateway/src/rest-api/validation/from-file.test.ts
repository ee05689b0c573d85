import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../../testing/backend.ts";
import { startGateway } from "../../testing/gateway.ts";
import type { TestedGateway } from "../../testing/served.ts";
import { imported, operation, proxy, swagger } from "../import/testing/definition.ts";

const uri = "http://${stageVariables.tradesHost}/pets";
const integration = { connectionType: "VPC_LINK", connectionId: "local", uri };
const post = operation(proxy({ ...integration, httpMethod: "POST" }), {
  "x-amazon-apigateway-request-validator": "all",
  parameters: [
    { in: "header", name: "h1", required: true, type: "string" },
    { in: "body", name: "pet", required: true, schema: { $ref: "#/definitions/Pet" } },
  ],
});
const get = operation(proxy(integration), {
  parameters: [{ in: "query", name: "q1", required: true, type: "string" }],
});
const Pet = {
  type: "object",
  required: ["type", "name", "price"],
  properties: {
    type: { type: "string", enum: ["dog", "cat", "fish"] },
    name: { type: "string" },
    price: { type: "number", minimum: 25, maximum: 500 },
  },
};
const file = swagger(
  { "/validation": { get, post } },
  {
    definitions: { Pet },
    "x-amazon-apigateway-request-validators": {
      all: { validateRequestBody: true, validateRequestParameters: true },
      "params-only": { validateRequestBody: false, validateRequestParameters: true },
    },
    "x-amazon-apigateway-request-validator": "params-only",
  },
);

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({ folder: backend.folder, ...imported(file) });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
afterEach(() => backend.reset());

const missing = (name: string) => `{"message":"Missing required request parameters: [${name}]"}`;
const unfit = '{"message":"Invalid request body"}';
const marco = { name: "Marco", type: "dog", price: 260 };

// As in https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-test.html
test.each<[string, string, object | null, string | null, refused: string | null]>([
  ["GET", "/validation?q1=cat", null, null, null],
  ["GET", "/validation", null, null, missing("q1")],
  ["GET", "/validation?q1=", null, null, missing("q1")],
  ["POST", "/validation", marco, "v1", null],
  ["POST", "/validation", marco, null, missing("h1")],
  ["POST", "/validation", marco, "", missing("h1")],
  ["POST", "/validation", { ...marco, type: "bird" }, "v1", unfit],
  ["POST", "/validation", { ...marco, price: 501 }, "v1", unfit],
  ["POST", "/validation", { ...marco, type: "bird" }, null, missing("h1")],
])("%s %s with the body %j and h1 %j", async (method, path, body, h1, refused) => {
  const headers = { "Content-Type": "application/json", ...(h1 === null ? {} : { h1 }) };
  const answer = await fetch(`${gateway.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  expect([answer.status, refused === null ? null : text]).toEqual([refused === null ? 200 : 400, refused]);
  expect(backend.seen.map((seen) => seen.body)).toEqual(refused === null ? [body ? JSON.stringify(body) : ""] : []);
});
