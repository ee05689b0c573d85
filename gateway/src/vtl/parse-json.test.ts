import { describe, expect, test } from "@jest/globals";
import { NoJson, parseJson } from "./parse-json.ts";
import { jsonText, textOf } from "./text.ts";

// The expected texts are those of json-smart, which JSONPath for Java reads and writes with.
describe("JSON", () => {
  test.each([
    [' { "b" : 1 , "10" : [ ] , "2" : { } } ', '{"b":1,"10":[],"2":{}}'],
    ["[0,-0,1.0,1.10,1e2,1E-7,0.001,12345678.0]", "[0,0,1.0,1.1,100.0,1.0E-7,0.001,1.2345678E7]"],
    ["[12345678901234567890, 9007199254740993]", "[12345678901234567890,9007199254740993]"],
    ['"\\u00e9 € \\u2028 / \\\\ \\" \\n \\u001f \\ud83d\\ude00"', '"é \\u20AC \\u2028 / \\\\ \\" \\n \\u001F 😀"'],
    ["[true, false, null]", "[true,false,null]"],
    ['{"__proto__": 1, "a": 1, "a": 2}', '{"__proto__":1,"a":2}'],
  ])("%s", (text, written) => {
    expect(jsonText(parseJson(text))).toBe(written);
  });

  test("a list prints as JSON with its slashes escaped, an object as Java's map", () => {
    expect(textOf(parseJson('{"a": ["x/y", {"b": null}], "c": {"d": null}}'))).toBe(
      '{a=["x\\/y",{"b":null}], c={d=null}}',
    );
  });

  test.each([
    "",
    "{",
    "[1,]",
    "{'a':1}",
    "{a:1}",
    "01",
    "1.",
    ".5",
    "+1",
    "nul",
    "[1] 2",
    '"a',
    '"\\x"',
    "NaN",
    "\u00a01",
  ])("%s is none", (text) => {
    expect(() => parseJson(text)).toThrow(NoJson);
  });

  test("a number longer than any is refused", () => {
    expect(() => parseJson("1".repeat(1_001))).toThrow(/digits/);
    expect(jsonText(parseJson("1".repeat(1_000)))).toHaveLength(1_000);
  });

  test("deeper than any payload is refused", () => {
    expect(() => parseJson("[".repeat(100_000))).toThrow(/levels/);
    expect(jsonText(parseJson("[".repeat(900) + "]".repeat(900)))).toHaveLength(1_800);
  });
});
