import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { importApi } from "../openapi/import-api.ts";
import { lint } from "./lint.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const linted = (document: object): readonly string[] => {
  const definition = join(folder, "api.yaml");
  writeFileSync(definition, stringify(document));
  const imported = importApi(definition, { region: "eu-west-1", accountId: "123456789012", apiId: "puhdx84jy9" });
  return lint({ definition, imported }).map((each) => each.replace(`${folder}/`, ""));
};

const invocation =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:guard/invocations";
const responses = { default: { description: "" } };

describe("a REST API", () => {
  const proxy = (more: object = {}) => ({
    type: "http_proxy",
    httpMethod: "GET",
    uri: "http://${stageVariables.host}/x",
    ...more,
  });
  const operation = (security: readonly object[] = [], integration: object = proxy()) => ({
    security,
    responses,
    "x-amazon-apigateway-integration": integration,
  });
  const mock = {
    security: [],
    responses: { "200": { description: "" } },
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: "200" } },
    },
  };
  const guard = (authorizer: object = {}) => ({
    securitySchemes: {
      guard: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invocation, ...authorizer },
      },
    },
  });
  const api = (paths: object, more: object = {}) => ({
    openapi: "3.0.3",
    info: { title: "t", version: "1" },
    paths,
    components: guard({ authorizerResultTtlInSeconds: 0 }),
    ...more,
  });
  const guarded = [{ guard: [] }];
  const mapped = (source: string) =>
    operation(guarded, proxy({ requestParameters: { "integration.request.header.X-User-Id": source } }));
  const cors = {
    DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" } },
    DEFAULT_5XX: { responseParameters: { "gatewayresponse.header.access-control-allow-origin": "'*'" } },
  };
  const cached = { components: guard() };

  test.each<[string, RegExp, object, object]>([
    [
      "a header from a context that may lack it",
      /^api\.yaml:\d+: X-User-Id is mapped from context\.authorizer\.sub.*\[absent-source\]$/,
      api({ "/x": { get: mapped("context.authorizer.sub") } }),
      api({ "/x": { get: mapped("context.authorizer.principalId") } }),
    ],
    [
      "ANY behind an authorizer without OPTIONS beside it",
      /ANY \/x asks its authorizer about preflight.*\[options-behind-authorizer\]/,
      api({ "/x": { "x-amazon-apigateway-any-method": operation(guarded) } }),
      api({
        "/x": { "x-amazon-apigateway-any-method": operation(guarded), options: operation() },
      }),
    ],
    [
      "OPTIONS behind an authorizer",
      /OPTIONS \/x asks its authorizer.*\[options-behind-authorizer\]/,
      api({ "/x": { options: operation(guarded) } }),
      api({ "/x": { options: operation() } }),
    ],
    [
      "preflights beside refusals without CORS headers",
      /DEFAULT_4XX has no gatewayresponse.header.Access-Control-Allow-Origin.*\[errors-without-cors\]/,
      api({ "/x": { options: mock } }, { "x-amazon-apigateway-gateway-responses": { DEFAULT_5XX: cors.DEFAULT_5XX } }),
      api({ "/x": { options: mock } }, { "x-amazon-apigateway-gateway-responses": cors }),
    ],
    [
      "a cached authorizer of two routes",
      /guard guards 2 routes and its answer is reused for 300 seconds.*\[cached-for-several-routes\]/,
      api({ "/x": { get: operation(guarded), post: operation(guarded) } }, cached),
      api({ "/x": { get: operation(guarded) } }, cached),
    ],
    [
      "a host that is none on AWS",
      /the host trades is reached here.*\[host-of-this-machine\]/,
      api({ "/x": { get: operation([], proxy({ uri: "http://trades/x" })) } }),
      api({ "/x": { get: operation([], proxy({ uri: "http://trades.example.com/x" })) } }),
    ],
    [
      "security at the root",
      /takes its security from the root/,
      api({ "/x": { get: { ...operation(), security: undefined } } }, { security: guarded }),
      api({ "/x": { get: operation(guarded) } }, { security: guarded }),
    ],
  ])("has %s", (_what, message, document, control) => {
    expect(linted(document)).toEqual([expect.stringMatching(message)]);
    expect(linted(control)).toEqual([]);
  });
});

describe("an HTTP API", () => {
  const any = "x-amazon-apigateway-any-method";
  const proxy = (requestParameters: object = {}) => ({
    type: "http_proxy",
    httpMethod: "GET",
    uri: "https://backend.example.com/x",
    payloadFormatVersion: "1.0",
    requestParameters,
  });
  const operation = (security: readonly object[] = [], integration: object = proxy(), more: object = {}) => ({
    security,
    responses,
    "x-amazon-apigateway-integration": integration,
    ...more,
  });
  const guard = (authorizer: object = {}) => ({
    components: {
      securitySchemes: {
        guard: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authorizer": {
            type: "request",
            authorizerUri: invocation,
            authorizerPayloadFormatVersion: "2.0",
            enableSimpleResponses: true,
            identitySource: "$request.header.Authorization",
            ...authorizer,
          },
        },
      },
    },
  });
  const api = (paths: object, more: object = {}) => ({
    openapi: "3.0.3",
    info: { title: "t", version: "1" },
    paths,
    ...guard(),
    ...more,
  });
  const guarded = [{ guard: [] }];
  const cors = { "x-amazon-apigateway-cors": { allowOrigins: ["https://app.example.com"] } };
  const byDefault = { "/$default": { [any]: operation(guarded, proxy(), { isDefaultRoute: true }) } };
  const mapped = (key: string, value: string) => ({ "/x": { get: operation(guarded, proxy({ [key]: value })) } });
  const twoRoutes = { "/x": { get: operation(guarded), post: operation(guarded) } };

  test.each<[string, RegExp, object, object]>([
    [
      "a header that names the caller behind what the client says",
      /append:header.X-Caller adds what the authorizer says.*\[appended-identity\]/,
      api(mapped("append:header.X-Caller", "$context.authorizer.user")),
      api(mapped("append:header.X-Caller", "$context.requestId")),
    ],
    [
      "a header from a context that may lack it",
      /X-Caller is overwritten with what an authorizer may leave out.*\[absent-source\]/,
      api(mapped("overwrite:header.X-Caller", "$context.authorizer.user")),
      api(mapped("overwrite:header.X-Caller", "$context.requestId")),
    ],
    [
      "ANY behind an authorizer without OPTIONS beside it, CORS or not",
      /ANY \/x asks its authorizer about preflight.*Add OPTIONS \/x without.*\[options-behind-authorizer\]/,
      api({ "/x": { [any]: operation(guarded) }, "/{proxy+}": { options: operation() } }, cors),
      api({ "/x": { [any]: operation(guarded), options: operation() } }, cors),
    ],
    [
      "$default behind an authorizer without OPTIONS before it",
      /\$default asks its authorizer about preflight.*Add OPTIONS \/\{proxy\+\} without.*\[options-behind-authorizer\]/,
      api(byDefault, cors),
      api({ ...byDefault, "/{proxy+}": { options: operation() } }, cors),
    ],
    [
      "a cached authorizer of two routes",
      /guard guards 2 routes and its answer is reused for 60 seconds: isAuthorized.*\[cached-for-several-routes\]/,
      api(twoRoutes, guard({ authorizerResultTtlInSeconds: 60 })),
      api(
        twoRoutes,
        guard({
          authorizerResultTtlInSeconds: 60,
          identitySource: "$request.header.Authorization, $context.routeKey",
        }),
      ),
    ],
  ])("has %s", (_what, message, document, control) => {
    expect(linted(document)).toEqual([expect.stringMatching(message)]);
    expect(linted(control)).toEqual([]);
  });
});
