import { describe, expect, test } from "@jest/globals";
import { api, imported, operation, refused, swagger } from "./testing/definition.ts";

const extension = (name: string, value: unknown) => ({ [`x-amazon-apigateway-${name}`]: value });
const withRoot = (more: object) => api(operation(), more);
const policy = { Version: "2012-10-17", Statement: [] };

describe("what the root of a file says of the API", () => {
  test("is nothing by default", () => {
    expect(withRoot({})).toMatchObject({
      apiKeySource: "HEADER",
      binaryMediaTypes: [],
      disableExecuteApiEndpoint: false,
      minimumCompressionSize: null,
      policy: null,
      warnings: [],
    });
  });

  test.each<[string, unknown, object]>([
    ["api-key-source", "AUTHORIZER", { apiKeySource: "AUTHORIZER" }],
    ["api-key-source", "header", { apiKeySource: "HEADER" }],
    ["binary-media-types", ["image/*", "*/*"], { binaryMediaTypes: ["image/*", "*/*"] }],
    ["minimum-compression-size", 0, { minimumCompressionSize: 0 }],
    ["minimum-compression-size", 10_485_760, { minimumCompressionSize: 10_485_760 }],
    ["importexport-version", "1.0", {}],
    ["importexport-version", 1.0, {}],
    ["tag-value", "x", {}],
    ["documentation", { version: "1" }, {}],
    ["endpoint-configuration", { types: ["REGIONAL"] }, { disableExecuteApiEndpoint: false }],
    ["endpoint-configuration", { disableExecuteApiEndpoint: true }, { disableExecuteApiEndpoint: true }],
    ["policy", policy, { policy: { statements: [], owner: "123456789012" } }],
  ])("%s %j", (name, value, expected) => {
    expect(withRoot(extension(name, value))).toMatchObject({ ...expected, warnings: [] });
  });

  test("may stand in a server, where OpenAPI 3 has the endpoint's configuration", () => {
    const servers = [{ url: "/", ...extension("endpoint-configuration", { disableExecuteApiEndpoint: true }) }];
    expect(withRoot({ servers }).disableExecuteApiEndpoint).toBe(true);
  });

  test.each<[string, unknown, RegExp]>([
    ["security-policy", "SecurityPolicy_TLS13_1_3_2025_09", /TLS ends in front/],
    ["endpoint-configuration", { vpcEndpointIds: ["vpce-1"] }, /no VPC endpoints/],
  ])("%s %j deserves a warning", (name, value, warning) => {
    expect(withRoot(extension(name, value)).warnings).toEqual([expect.stringMatching(warning)]);
  });

  test.each<[string, unknown, RegExp]>([
    ["api-key-source", "QUERY", /api-key-source: expected HEADER or AUTHORIZER/],
    ["binary-media-types", "image/png", /expected a list/],
    ["minimum-compression-size", -1, /from 0 to 10485760, received -1/],
    ["minimum-compression-size", 10_485_761, /from 0 to 10485760/],
    ["importexport-version", "2.0", /expected "1\.0"/],
    ["endpoint-configuration", { types: ["GLOBAL"] }, /types\[0\]: expected EDGE or REGIONAL or PRIVATE/],
    ["endpoint-configuration", { disableExecuteApiEndpoint: "yes" }, /expected true or false/],
    ["endpoint-configuration", { disable: true }, /disable is not supported here/],
    ["policy", "{}", /-policy: expected an object, received "\{\}"/],
    ["policy", [policy], /-policy: expected an object, received \[/],
    ["policy", null, /-policy: expected an object, received null/],
    ["policies", policy, /x-amazon-apigateway-policies is not supported/],
  ])("%s %j is refused", (name, value, message) => refused(() => withRoot(extension(name, value)), message));
});

describe("the base path of a file", () => {
  const swaggerAt = (basePath: string | undefined, mode?: "ignore" | "prepend" | "split") =>
    imported(swagger({ "/": { get: operation() }, "/e": { get: operation() } }, { basePath }), { basePath: mode });
  const openApiAt = (servers: object[], mode: "prepend" | "split") =>
    api(operation(), { servers }, { basePath: mode }).routes.map(({ resource }) => resource);

  test.each<["ignore" | "prepend" | "split" | undefined, string | undefined, string[]]>([
    [undefined, "/a/b/c", ["/", "/e"]],
    ["ignore", "/a/b/c", ["/", "/e"]],
    ["prepend", "/a/b/c", ["/a/b/c", "/a/b/c/e"]],
    ["split", "/a/b/c", ["/b/c", "/b/c/e"]],
    ["split", "/a", ["/", "/e"]],
    ["prepend", "/", ["/", "/e"]],
    ["prepend", "/a/", ["/a", "/a/e"]],
    ["prepend", undefined, ["/", "/e"]],
  ])("in mode %s: %s", (mode, basePath, resources) => {
    expect(swaggerAt(basePath, mode).routes.map(({ resource }) => resource)).toEqual(resources);
  });

  test("is that of the first server in OpenAPI 3", () => {
    expect(openApiAt([{ url: "https://api.example/a/b" }, { url: "/c" }], "prepend")).toEqual(["/a/b/trades"]);
    expect(openApiAt([{ url: "/a/b" }], "split")).toEqual(["/b/trades"]);
    const exported = { url: "https://x.example/{basePath}", variables: { basePath: { default: "/prod" } } };
    expect(openApiAt([exported], "prepend")).toEqual(["/prod/trades"]);
    expect(openApiAt([], "prepend")).toEqual(["/trades"]);
  });

  test("must be a path of resources", () => {
    refused(() => swaggerAt("/a b", "prepend"), /the segment a b/);
    refused(() => openApiAt([{ url: "https://{host}:{port}/a" }], "prepend"), /url: expected a URL/);
  });
});
