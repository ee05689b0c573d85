import { describe, expect, test } from "@jest/globals";
import type { Route } from "../api.ts";
import { document, imported, operation, proxy, refused, swagger } from "./testing/definition.ts";

const validators = {
  "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true }, none: {} },
  "x-amazon-apigateway-request-validator": "body",
};
const withBody = (content: object, schemas: object = {}, more: object = {}) =>
  imported(
    document(
      { "/trades": { post: operation(proxy(), { requestBody: { content }, ...more }) } },
      { ...validators, components: { schemas } },
    ),
  );
const ofSchema = (schema: object, schemas: object = {}) => withBody({ "application/json": { schema } }, schemas);
const faultsOf = ({ routes: [route] }: { routes: readonly Route[] }, body: unknown, type = "application/json") =>
  route?.models.get(type)?.faultsOf(body, 100);

const trade = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
const missing = ['object has missing required properties (["id"])'];
const reference = { $ref: "#/components/schemas/Trade" };

describe("the model of a body", () => {
  test.each<[string, object, object]>([
    ["written in its place", trade, {}],
    ["referred to", reference, { Trade: trade }],
    ["referred to by another", { allOf: [reference] }, { Trade: trade }],
    [
      "in a list that refers to itself",
      reference,
      { Trade: { ...trade, properties: { ...trade.properties, more: reference } } },
    ],
  ])("is %s", (_what, schema, schemas) => {
    const api = ofSchema(schema, schemas);
    expect(api.warnings).toEqual([]);
    expect(faultsOf(api, { id: 1, more: { id: 2 } })).toEqual([]);
    expect(faultsOf(api, {})).toHaveLength(1);
  });

  test("counts what matches of allOf, also through a reference", () => {
    const schema = { allOf: [reference, { required: ["other"] }, { maxProperties: 5 }] };
    expect(faultsOf(ofSchema(schema, { Trade: trade }), {})).toEqual([
      "instance failed to match all required schemas (matched only 1 out of 3)",
    ]);
  });

  test("belongs to its media type, parameters and case aside", () => {
    const api = withBody({ "Application/JSON; charset=utf-8": { schema: trade }, "text/plain": { schema: {} } });
    expect([...(api.routes[0]?.models.keys() ?? [])]).toEqual(["application/json", "text/plain"]);
    expect(faultsOf(api, {})).toEqual(missing);
    expect(faultsOf(api, {}, "text/plain")).toEqual([]);
  });

  test("may stand in a shared request body", () => {
    const requestBodies = { Trade: { required: true, content: { "application/json": { schema: trade } } } };
    const post = operation(proxy(), { requestBody: { $ref: "#/components/requestBodies/Trade" } });
    const api = imported(document({ "/trades": { post } }, { ...validators, components: { requestBodies } }));
    expect(faultsOf(api, {})).toEqual(missing);
  });

  test("is not read where no validator asks for it", () => {
    const more = { "x-amazon-apigateway-request-validator": "none" };
    expect(withBody({ "application/json": { schema: { type: "strin" } } }, {}, more).routes[0]?.models.size).toBe(0);
  });

  test("in Swagger 2.0 is the body parameter's, for every type that is consumed", () => {
    const post = (more: object) =>
      operation(proxy(), {
        parameters: [{ name: "trade", in: "body", schema: { $ref: "#/definitions/Trade" } }],
        ...more,
      });
    const read = (more: object, root: object = {}) =>
      imported(swagger({ "/trades": { post: post(more) } }, { ...validators, definitions: { Trade: trade }, ...root }));
    expect(faultsOf(read({}), {})).toEqual(missing);
    expect(faultsOf(read({}, { consumes: ["application/x-trade"] }), {}, "application/x-trade")).toEqual(missing);
    const own = read({ consumes: ["a/b", "a/c"] }, { consumes: ["application/x-trade"] });
    expect([...(own.routes[0]?.models.keys() ?? [])]).toEqual(["a/b", "a/c"]);
  });

  test("loses what only describes, and says what API Gateway leaves out", () => {
    const schema = {
      ...trade,
      example: 1,
      discriminator: { propertyName: "id" },
      readOnly: true,
      title: "t",
      "x-own": 1,
    };
    expect(ofSchema(schema).warnings).toEqual([]);
    const list = {
      type: "object",
      properties: { list: { minItems: 1, maxItems: 2, type: "array" }, a: { nullable: true } },
    };
    const { warnings, ...api } = ofSchema(list);
    expect(warnings).toEqual([
      expect.stringMatching(/api\.yaml:\d+: .*minItems is not checked/),
      expect.stringMatching(/maxItems is not checked/),
      expect.stringMatching(/nullable has no effect/),
    ]);
    expect(faultsOf(api, { list: [] })).toEqual([]);
  });

  test.each<[string, object, object, RegExp]>([
    ["a type that is none", { type: "strin" }, {}, /application\/json\.schema\.type: is no JSON schema of draft 4/],
    [
      "a fault in a definition",
      reference,
      { Trade: { properties: { id: { maximum: "1" } } } },
      /components\.schemas\.Trade\.properties\.id\.maximum: is no/,
    ],
    [
      "a fault inside allOf",
      { allOf: [{}, { pattern: "(" }] },
      {},
      /schema\.allOf\[1\]\.pattern: is no regular expression/,
    ],
    [
      "a broken pattern of names",
      { patternProperties: { "(": {} } },
      {},
      /schema\.patternProperties\.\(: is no regular expression/,
    ],
    ["a later draft's keyword", { properties: { a: { const: 1 } } }, {}, /const is no keyword of JSON schema draft 4/],
    ["a slip of the pen", { requried: ["id"] }, {}, /requried is no keyword/],
    ["exclusiveMinimum", { minimum: 1, exclusiveMinimum: true }, {}, /does not support exclusiveMinimum/],
    ["an empty list of members", { required: [] }, {}, /required: is no JSON schema/],
    ["a reference to nothing", reference, {}, /\$ref: expected a reference to a schema/],
    [
      "a reference elsewhere",
      { $ref: "https://schemas.example/trade.json" },
      {},
      /\$ref: expected a reference to a schema/,
    ],
    ["a reference to itself alone", reference, { Trade: reference }, /cannot be used as a model/],
    ["a name with an underscore", trade, { my_trade: trade }, /my_trade: API Gateway wants letters and digits/],
    ["no schema", { items: null }, {}, /items: expected a schema/],
  ])("with %s is refused", (_what, schema, schemas, message) => refused(() => ofSchema(schema, schemas), message));

  test("for any media type is refused, since it would be held against none", () => {
    refused(() => withBody({ "application/*": { schema: trade } }), /knows no wildcards/);
  });

  test("with oneOf is refused in Swagger 2.0 only", () => {
    const oneOf = { oneOf: [{ type: "object" }] };
    const post = operation(proxy(), { parameters: [{ name: "trade", in: "body", schema: oneOf }] });
    refused(() => imported(swagger({ "/trades": { post } }, validators)), /does not support oneOf in Swagger 2\.0/);
    expect(faultsOf(ofSchema(oneOf), {})).toEqual([]);
  });
});
