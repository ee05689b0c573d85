import { describe, expect, test } from "@jest/globals";
import { startGateway } from "../../testing/gateway.ts";
import { converse, raw } from "../../testing/raw-connection.ts";
import { openRoute } from "../../testing/routes.ts";
import type { Mock, MockResponse } from "../api.ts";

const response = (
  statusPattern: RegExp | null,
  statusCode: number,
  more: Partial<MockResponse> = {},
): MockResponse => ({
  statusPattern,
  statusCode,
  headers: new Map(),
  templates: new Map(),
  ...more,
});
const json = (template: string) => new Map([["application/json", template]]);

const asked = async (mock: Partial<Mock>, ...lines: string[]) => {
  const integration = {
    type: "MOCK" as const,
    requestTemplates: json('{"statusCode": 200}'),
    responses: [response(null, 200)],
    ...mock,
  };
  const route = {
    ...openRoute,
    resource: "/mock",
    method: "GET",
    integration,
  };
  const gateway = await startGateway({ folder: "/nowhere", routes: [route] });
  const { answers } = await converse(gateway.port, raw("GET /mock HTTP/1.1", "Host: gw", ...lines));
  await gateway.close();
  return answers[0]!;
};

describe("the request template chooses the response", () => {
  const responses = [response(/^5\d\d$/, 503), response(null, 204)];
  test.each([
    ['{"statusCode": 200}', 204],
    ['{"statusCode":200}', 204],
    ["{statusCode: 200}", 204],
    ['{"statusCode": 502}', 503],
    ['{"statusCode": "200"}', 500],
    ['{"statusCode": 200.5}', 500],
    ["{}", 500],
    ["hello", 500],
    ["", 500],
    ["{", 500],
  ])("%s", async (template, status) => {
    expect((await asked({ requestTemplates: json(template), responses })).status).toBe(status);
  });

  test("a type without a template has no status to choose by", async () => {
    const answer = await asked({}, "Content-Type: text/csv");
    expect(answer).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
  });

  test("a status without a response is a fault", async () => {
    expect((await asked({ responses: [response(/^404$/, 404)] })).status).toBe(500);
  });
});

test("headers and templates are filled in, and no trace id is added", async () => {
  const answer = await asked({
    responses: [
      response(null, 200, {
        headers: new Map([
          ["Access-Control-Allow-Origin", { kind: "static", value: "*" }],
          ["X-Stage", { kind: "context", path: "stage" }],
        ]),
        templates: json('{"id":"$context.requestId"}'),
      }),
    ],
  });
  expect(answer.headers).toMatchObject({ "access-control-allow-origin": "*", "x-stage": "local" });
  expect(JSON.parse(answer.body)).toEqual({ id: answer.headers["x-amzn-requestid"] });
  expect(answer.headers).not.toHaveProperty("x-amzn-trace-id");
});
