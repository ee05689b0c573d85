import { describe, expect, test } from "@jest/globals";
import { bodyValue, jsonPathIn } from "./json-path.ts";

const body = (document: unknown) => Buffer.from(JSON.stringify(document));

describe("a path into a body", () => {
  const document = body({
    name: "x",
    items: [{ id: 7 }, { id: 8 }],
    "a b": true,
    nothing: null,
    deep: { er: [1, "2"] },
  });
  test.each<[string, string | undefined]>([
    [".name", "x"],
    ["['name']", "x"],
    [".items[0].id", "7"],
    [".items[1]['id']", "8"],
    [".items[-1].id", "8"],
    ['["a b"]', "true"],
    [".deep", '{"er":[1,"2"]}'],
    [".items[9]", undefined],
    [".items.length", undefined],
    [".name[0]", undefined],
    [".nothing", undefined],
    [".toString", undefined],
    [".__proto__", undefined],
  ])("%s is %s", (path, value) => {
    expect(bodyValue(document, jsonPathIn(path) ?? [])).toBe(value);
  });

  test.each([
    ["..id"],
    [".items[*].id"],
    [".items[?(@.id == 7)]"],
    [".items[0:1]"],
    ["['a','b']"],
    [".a("],
    [".length()"],
  ])("%s is none that a mapping knows", (path) => {
    expect(jsonPathIn(path)).toBeNull();
  });
});

describe("a body as it is", () => {
  test.each<[string, string | undefined]>([
    ["plain", "plain"],
    ["", undefined],
  ])("%j", (text, value) => {
    expect(bodyValue(Buffer.from(text), [])).toBe(value);
  });

  test("no JSON has no members", () => {
    expect(bodyValue(Buffer.from("{"), ["a"])).toBeUndefined();
  });

  test("is looked at for 100 KB, and a document that is cut off has no members", () => {
    const fits = body({ a: "1", pad: "x".repeat(102_400 - 20) });
    const tooLong = body({ a: "1", pad: "x".repeat(102_400) });
    expect([fits.length <= 102_400, bodyValue(fits, ["a"])]).toEqual([true, "1"]);
    expect(bodyValue(tooLong, ["a"])).toBeUndefined();
  });
});
