import { describe, expect, test } from "@jest/globals";
import { imported, operation, proxy, refused, scheme, swagger } from "./testing/definition.ts";

const ofPath = (get: object, more: object = {}) => imported(swagger({ "/trades/{id}": { get } }, more));
const parameters = [
  { name: "id", in: "path", required: true, type: "string" },
  { $ref: "#/parameters/tag" },
  { name: "X-Tag", in: "header", type: "string" },
];
const shared = { parameters: { tag: { name: "tag", in: "query", required: true, type: "string" } } };

describe("Swagger 2.0", () => {
  test("has its parameters, its security schemes and its responses where it wants them", () => {
    const mock = {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: 200, responseParameters: { "method.response.header.X-A": "'1'" } } },
    };
    const responses = { 200: { description: "", headers: { "X-A": { type: "string" } } } };
    const { routes, warnings } = ofPath(operation(mock, { parameters, responses, security: [{ guard: [] }] }), {
      ...shared,
      host: "api.example",
      basePath: "/v1",
      schemes: ["https"],
      consumes: ["application/json"],
      produces: ["application/json"],
      securityDefinitions: { guard: scheme() },
    });
    expect(warnings).toEqual([]);
    expect(routes).toMatchObject([
      {
        resource: "/trades/{id}",
        authorizer: { name: "guard", type: "TOKEN" },
        parameters: [
          { in: "path", name: "id" },
          { in: "querystring", name: "tag" },
        ],
        integration: { responses: [{ headers: new Map([["X-A", { kind: "static", value: "1" }]]) }] },
      },
    ]);
  });

  test("as a number is no other version", () => {
    const text = swagger({ "/a": { get: operation() } }).replace('swagger: "2.0"', "swagger: 2.0");
    expect(imported(text).routes).toHaveLength(1);
  });

  test("may have form fields, which nothing sees", () => {
    const form = operation(proxy(), { parameters: [...parameters, { name: "a", in: "formData", type: "string" }] });
    expect(ofPath(form, shared).warnings).toEqual([expect.stringMatching(/api\.yaml:\d+: .*a goes unseen/)]);
  });

  test.each<[string, object, object, RegExp]>([
    [
      "security at the root alone",
      { ...operation(), security: undefined },
      { securityDefinitions: { guard: scheme() }, security: [{ guard: [] }] },
      /paths\.\/trades\/\{id\}\.get: API Gateway may not apply the security of the root/,
    ],
    ["an unknown scheme", operation(proxy(), { security: [{ nobody: [] }] }), {}, /nobody in securityDefinitions/],
    ["a body of OpenAPI 3", operation(proxy(), { requestBody: {} }), {}, /requestBody is not supported here/],
    [
      "a shared response",
      operation(proxy(), { responses: { 500: { $ref: "#/responses/Unexpected" } } }),
      { responses: { Unexpected: { description: "" } } },
      /responses\.500: API Gateway does not support shared responses/,
    ],
    ["components", operation(), { components: {} }, /components is not supported here/],
    ["a cookie", operation(proxy(), { parameters: [{ name: "a", in: "cookie" }] }), {}, /in: expected header or path/],
    ["two versions", operation(), { openapi: "3.0.1" }, /swagger is not supported here/],
  ])("with %s is refused", (_what, get, more, message) => refused(() => ofPath(get, more), message));

  test("with security at the root is taken where every operation repeats it or says NONE", () => {
    const more = { securityDefinitions: { guard: scheme() }, security: [{ guard: [] }] };
    expect(ofPath(operation(proxy(), { security: [{ guard: [] }] }), more).routes[0]?.authorizer?.name).toBe("guard");
    const opened = { ...operation(), security: undefined, "x-amazon-apigateway-auth": { type: "NONE" } };
    expect(ofPath(opened, more).routes[0]?.authorizer).toBeNull();
  });
});
