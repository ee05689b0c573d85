import { describe, expect, test } from "@jest/globals";
import { keyValues } from "./key-values.ts";
import { apiKey, planFaults, usagePlan } from "./usage-plans-file.ts";

const key = (name: string, more: object = {}) => apiKey.parse({ name, value: name.padEnd(20, "."), ...more });
const plan = (name: string, more: object = {}) =>
  usagePlan.parse({ name, stages: [{ api: "gatehouse0", stage: "local" }], keys: ["a"], ...more });
const apis = [{ id: "gatehouse0", stages: [{ name: "local" }] }];
const twice = (api: string) =>
  plan("one", {
    stages: [
      { api: "gatehouse0", stage: "local" },
      { api, stage: "local" },
    ],
  });
const faults = (given: object) =>
  planFaults({ apis, apiKeys: [key("a"), key("b")], usagePlans: [], ...given }).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

describe("API keys and usage plans", () => {
  test("that fit have no faults", () => {
    expect(faults({ usagePlans: [plan("one"), plan("two", { keys: ["b"] })] })).toEqual([]);
    expect(faults({ apis: [...apis, { ...apis[0], id: "gatehouse1" }], usagePlans: [twice("gatehouse1")] })).toEqual(
      [],
    );
  });

  test.each<[object, string]>([
    [{ apiKeys: [key("a"), key("a", { value: "z".repeat(20) })] }, "apiKeys.1.name: is given twice"],
    [{ apiKeys: [key("a"), key("b", { value: "a".padEnd(20, ".") })] }, "apiKeys.1.value: is given twice"],
    [{ usagePlans: [plan("one", { keys: ["z"] })] }, "usagePlans.0.keys.0: there is no API key z"],
    [
      { usagePlans: [plan("one", { stages: [{ api: "gatehouse0", stage: "prod" }] })] },
      "usagePlans.0.stages.0: there is no API gatehouse0 with a stage prod",
    ],
    [{ usagePlans: [twice("gatehouse0")] }, "usagePlans.0.stages.1: the stage local of gatehouse0 is listed twice"],
    [{ usagePlans: [plan("one"), plan("two")] }, "usagePlans.1.keys.0: a is in the plan one of stage local as well"],
  ])("%#. name what does not fit", (given, message) => {
    expect(faults(given)).toEqual([expect.stringContaining(message)]);
    expect(faults(given).join()).not.toContain("a".padEnd(20, "."));
  });

  test.each<[object, RegExp]>([
    [{ name: "a", value: "short" }, /20 to 128/],
    [{ name: "a", value: `${"x".repeat(20)} y` }, /20 to 128/],
    [{ name: "a" }, /value or environment/],
    [{ name: "a", value: "x".repeat(20), environment: "KEY" }, /value or environment/],
    [{ name: "a", environment: "lower" }, /name of a variable/],
  ])("%j is no API key", (given, message) => {
    expect(() => apiKey.parse(given)).toThrow(message);
  });

  test.each([
    [{ period: "DAY", limit: 1, offset: 1 }],
    [{ period: "WEEK", limit: 1, offset: 7 }],
    [{ period: "MONTH", limit: 1, offset: 28 }],
  ])("%j is no quota", (quota) => {
    expect(() => plan("one", { quota })).toThrow(/expected an offset/);
    expect(() => plan("one", { quota: { ...quota, offset: 0 } })).not.toThrow();
  });
});

describe("the values of API keys", () => {
  test("come from the file or from the environment", () => {
    const keys = [key("a"), apiKey.parse({ name: "b", environment: "B_KEY" })];
    expect(keyValues(keys, { B_KEY: "b".repeat(20) }).map(({ value }) => value)).toEqual([
      "a".padEnd(20, "."),
      "b".repeat(20),
    ]);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{}, /the API key b is the value of B_KEY, which is not set/],
    [{ B_KEY: "secret" }, /the API key b: B_KEY has 6 characters/],
  ])("that are missing stop the start: %j", (environment, message) => {
    const keys = [apiKey.parse({ name: "b", environment: "B_KEY" })];
    expect(() => keyValues(keys, environment)).toThrow(message);
    expect(() => keyValues(keys, environment)).not.toThrow("secret");
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ B_KEY: "a".padEnd(20, "."), C_KEY: "c".repeat(20) }, /^the API keys a and b have the same value$/],
    [{ B_KEY: "c".repeat(20), C_KEY: "c".repeat(20) }, /^the API keys b and c have the same value$/],
    [{}, /^(?:the API key [bc] is the value of [BC]_KEY, which is not set in the environment\n?){2}$/],
  ])("that two keys have, too, and none is told: %j", (environment, message) => {
    const keys = [
      key("a"),
      ...["b", "c"].map((name) => apiKey.parse({ name, environment: `${name.toUpperCase()}_KEY` })),
    ];
    expect(() => keyValues(keys, environment)).toThrow(message);
    expect(keyValues(keys, { B_KEY: "b".repeat(20), C_KEY: "c".repeat(20) })).toHaveLength(3);
  });
});
