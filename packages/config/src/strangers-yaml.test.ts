import { describe, expect, test } from "@jest/globals";
import { BadYaml, readStrangersYaml } from "./strangers-yaml.ts";

const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[..."bcdefgh"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[at]}`)}]`).join("\n")}\n`;

describe("YAML from outside", () => {
  test("is read as data", () => {
    expect(readStrangersYaml('a: [1, "*x", yes, 2027-01-01T00:00:00Z]\nb: { c: null } # why\n')).toEqual({
      a: [1, "*x", "yes", "2027-01-01T00:00:00Z"],
      b: { c: null },
    });
  });

  test.each([
    ["a repeated key", "a: 1\na: 2\n", /line 2: .*unique/],
    ["an alias", "a: &x [1]\nb: *x\n", /line 2: expected no alias/],
    ["aliases that stand for gigabytes", bomb, /expected no alias/],
    ["a function", "a: !!js/function 'function () { return 1 }'\n", /line 1: .*tag/],
    ["a tag of its own", "a: !secret x\n", /line 1: .*tag/],
    ["binary data", "a: !!binary aGVsbG8=\n", /line 1: .*tag/],
    ["a second document", "a: 1\n---\nb: 2\n", /line \d: /],
    ["a bracket that is not closed", "a: [1\n", /line \d: /],
    ["a great many levels", "[".repeat(20_000), /levels|line 1/],
    ["keys that are merged", "%YAML 1.1\n---\na: { <<: *b }\n", /line 3: /],
  ])("is refused for %s, and not evaluated", (_case, text, message) => {
    expect(() => readStrangersYaml(text)).toThrow(BadYaml);
    expect(() => readStrangersYaml(text)).toThrow(message);
  });

  test("keeps names that mean something to JavaScript as members like others", () => {
    const read = readStrangersYaml("__proto__: { admin: true }\nconstructor: 1\n") as object;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});
