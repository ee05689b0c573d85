import { describe, expect, test } from "@jest/globals";
import { parseStrictly } from "./strict-json.ts";

describe("strict JSON", () => {
  test.each([
    ['{"name":"a","list":[{"name":"b"},{"name":"c"}]}'],
    ['{"a":"{\\"a\\":1,\\"a\\":2}","b":"\\\\"}'],
    ['{"a":": {","b":["}",":"]}'],
    ["[]"],
    ['"text"'],
    [`${"[".repeat(20)}${"]".repeat(20)}`],
  ])("%s is read as JSON.parse reads it", (text) => {
    expect(parseStrictly(text)).toEqual(JSON.parse(text));
  });

  test.each([
    ["a member given twice", '{"effect":"Deny","effect":"Allow"}', /"effect" is given twice/],
    ["a member given twice in two spellings", '{"effect":"Deny","\\u0065ffect":"Allow"}', /"effect" is given twice/],
    ["a member given twice, deep", '{"a":[{"b":1,"b":2}]}', /"b" is given twice/],
    ["__proto__", '{"__proto__":{"admin":true}}', /__proto__ is not accepted/],
    ["__proto__, escaped", '{"\\u005f_proto__":{}}', /__proto__ is not accepted/],
    ["constructor, deep", '{"a":{"constructor":{}}}', /constructor is not accepted/],
    ["too many levels", `${"[".repeat(21)}${"]".repeat(21)}`, /at most 20 levels/],
    ["a byte order mark", '\uFEFF{"a":1}', /expected JSON/],
    ["nothing", "", /expected JSON/],
    ["a trailing comma", '{"a":1,}', /expected JSON/],
    ["a comment", '{"a":1} // b', /expected JSON/],
    ["NaN", '{"a":NaN}', /expected JSON/],
  ])("%s is refused", (_case, text, message) => {
    expect(() => parseStrictly(text)).toThrow(message);
  });
});
