import { describe, expect, test } from "@jest/globals";
import { compileModel, schemaFaults } from "./compile-model.ts";

const faults = (schema: object, body: unknown, bytes = 100) => compileModel("Model", schema).faultsOf(body, bytes);

/** Each with a body that fits and one that does not. */
const table: [keyword: string, schema: object, fits: unknown, unfit: unknown, faults: string[]][] = [
  [
    "required",
    { required: ["subject", "body", "to", "from"] },
    { subject: 1, body: 1, to: 1, from: 1, more: 1 },
    { from: 1 },
    ['object has missing required properties (["body","subject","to"])'],
  ],
  [
    "required",
    { required: ["toString"] },
    { toString: 1 },
    {},
    ['object has missing required properties (["toString"])'],
  ],
  [
    "type",
    { type: "integer" },
    1,
    "1",
    ['instance type (string) does not match any allowed primitive type (allowed: ["integer"])'],
  ],
  [
    "type",
    { type: "number" },
    1.5,
    null,
    ['instance type (null) does not match any allowed primitive type (allowed: ["integer","number"])'],
  ],
  [
    "type",
    { type: ["string", "array"] },
    [],
    1.5,
    ['instance type (number) does not match any allowed primitive type (allowed: ["array","string"])'],
  ],
  [
    "type",
    { type: "object" },
    {},
    [],
    ['instance type (array) does not match any allowed primitive type (allowed: ["object"])'],
  ],
  [
    "enum",
    { enum: ["dog", "cat"] },
    "cat",
    "bird",
    ['instance value ("bird") not found in enum (possible values: ["dog","cat"])'],
  ],
  [
    "additionalProperties",
    { properties: { a: {} }, additionalProperties: false },
    { a: 1 },
    { c: 1, a: 1, b: 1 },
    ['object instance has properties which are not allowed by the schema: ["b","c"]'],
  ],
  [
    "additionalItems",
    { items: [{}, {}], additionalItems: false },
    [1, 2],
    [1, 2, 3],
    ["schema only allows 2 elements in array but instance has 3 elements"],
  ],
  [
    "minimum",
    { minimum: 18 },
    18,
    17,
    ["numeric instance is lower than the required minimum (minimum: 18, found: 17)"],
  ],
  [
    "maximum",
    { maximum: 18 },
    18,
    18.5,
    ["numeric instance is greater than the required maximum (maximum: 18, found: 18.5)"],
  ],
  [
    "exclusiveMaximum",
    { maximum: 18, exclusiveMaximum: true },
    17,
    18,
    ["numeric instance is not strictly lower than the required maximum 18"],
  ],
  ["multipleOf", { multipleOf: 5 }, 10, 11, ["remainder of division is not zero (11 / 5)"]],
  ["minLength", { minLength: 3 }, "abc", "😀b", ['string "😀b" is too short (length: 2, required minimum: 3)']],
  ["maxLength", { maxLength: 2 }, "😀b", "abc", ['string "abc" is too long (length: 3, maximum allowed: 2)']],
  ["pattern", { pattern: "^a+$" }, "aa", "ab", ['ECMA 262 regex "^a+$" does not match input string "ab"']],
  ["uniqueItems", { uniqueItems: true }, [1, 2], [1, 1], ["array must not contain duplicate elements"]],
  [
    "minProperties",
    { minProperties: 1 },
    { a: 1 },
    {},
    ["object has too few properties (found 0 but schema requires at least 1)"],
  ],
  [
    "maxProperties",
    { maxProperties: 1 },
    { a: 1 },
    { a: 1, b: 1 },
    ["object has too many properties (found 2 but schema requires at most 1)"],
  ],
  [
    "dependencies",
    { dependencies: { a: ["c", "b"] } },
    { a: 1, b: 1, c: 1 },
    { a: 1, b: 1 },
    ['property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["c"])'],
  ],
  ["not", { not: { type: "string" } }, 1, "a", ["instance matched a schema which it should not have"]],
  [
    "anyOf",
    {
      anyOf: [{ type: "string" }, { $ref: "#/definitions/A" }],
      definitions: { A: { required: ["a"], type: "object" } },
    },
    { a: 1 },
    {},
    ["instance failed to match at least one required schema among 2"],
  ],
  [
    "oneOf",
    { oneOf: [{ type: "string" }, { minLength: 2 }, { type: "number" }] },
    "a",
    "ab",
    ["instance failed to match exactly one schema (matched 2 out of 3)"],
  ],
  [
    "oneOf",
    { oneOf: [{ type: "string" }, { minimum: 2 }] },
    2,
    1,
    ["instance failed to match exactly one schema (matched 0 out of 2)"],
  ],
  ["format", { format: "email" }, "a@b.example", "a", ['string "a" is not a valid email address']],
  ["format", { format: "ipv4" }, "10.0.0.1", "10.0.0.256", ['string "10.0.0.256" is not a valid IPv4 address']],
  ["format", { format: "ipv6" }, "::1", "::g", ['string "::g" is not a valid IPv6 address']],
  ["format", { format: "hostname" }, "a-b.example", "-a", ['string "-a" is not a valid hostname']],
  ["format", { format: "uri" }, "https://a/?b", "a b", ['string "a b" is not a valid URI']],
  [
    "format",
    { format: "date-time" },
    "2024-02-29T12:00:00.123+01:00",
    "2024-02-29",
    [
      'string "2024-02-29" is invalid against requested date format(s) ["yyyy-MM-dd\'T\'HH:mm:ssZ","yyyy-MM-dd\'T\'HH:mm:ss.[0-9]{1,12}Z"]',
    ],
  ],
];

describe("a model", () => {
  test.each(table)("with %s: %j fits %j and not %j", (_keyword, schema, fits, unfit, expected) => {
    expect(schemaFaults(schema)).toEqual([]);
    expect(faults(schema, fits)).toEqual([]);
    expect(faults(schema, unfit)).toEqual(expected);
  });

  test("does not look at formats that draft 4 does not know", () => {
    expect(faults({ format: "int32" }, "anything")).toEqual([]);
  });

  test("names what is wrong by keyword and by member, and nothing below a place that is wrong", () => {
    const inner = { required: ["x"], properties: { y: { type: "string" } } };
    const schema = {
      properties: { b: inner, a: inner, list: { items: { maximum: 2 } } },
      required: ["a"],
      minProperties: 3,
    };
    expect(faults(schema, { b: {} })).toEqual([
      "object has too few properties (found 1 but schema requires at least 3)",
      'object has missing required properties (["a"])',
    ]);
    expect(faults(schema, { b: { y: 1 }, a: { y: 1 }, list: [3] })).toEqual([
      'object has missing required properties (["x"])',
      'object has missing required properties (["x"])',
    ]);
    expect(faults(schema, { a: { x: 1 }, b: { x: 1, y: 1 }, list: [3, 1, 4] })).toEqual([
      'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
    ]);
    expect(faults(schema, { a: { x: 1 }, b: { x: 1 }, list: [3, 1, 4] })).toHaveLength(2);
  });
});

describe("a large body", () => {
  const wrong = ['instance type (integer) does not match any allowed primitive type (allowed: ["string"])'];

  test("is told its first fault only", () => {
    const schema = { items: { type: "string" } };
    expect(faults(schema, [1, 2], 65_536)).toEqual([...wrong, ...wrong]);
    expect(faults(schema, [1, 2], 65_537)).toEqual(wrong);
    expect(faults(schema, ["1", "2"], 65_537)).toEqual([]);
    expect(
      faults({ items: { anyOf: [{ type: "string" }, { type: "null" }] } }, new Array(1_000_000).fill(1), 5e6),
    ).toEqual(["instance failed to match at least one required schema among 2"]);
  });

  test("has its items compared in one pass", () => {
    const items = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    expect(faults({ uniqueItems: true }, items, 5e6)).toEqual([]);
    expect(faults({ uniqueItems: true }, [...items, { index: 7 }], 5e6)).toEqual([
      "array must not contain duplicate elements",
    ]);
  });
});

describe("a schema", () => {
  test.each<[object, string[]]>([
    [{ type: "strin" }, ["type"]],
    [{ properties: { a: { minimum: "1" } } }, ["properties", "a", "minimum"]],
    [{ allOf: [{ anyOf: [{ maxLength: -1 }] }] }, ["allOf", "0", "maxLength"]],
    [{ required: [] }, ["required"]],
    [{ definitions: { A: { maxLength: -1 } } }, ["definitions", "A", "maxLength"]],
  ])("%j has its fault at %j", (schema, path) => {
    expect(schemaFaults(schema)).toContainEqual({ path, message: expect.any(String) });
  });
});
