import { describe, expect, test } from "@jest/globals";
import { VtlFailure } from "../vtl/failure.ts";
import { parseJson } from "../vtl/parse-json.ts";
import { jsonText } from "../vtl/text.ts";
import { parsePath } from "./parse-path.ts";
import { PathSyntaxError } from "./path-scanner.ts";
import { readPath } from "./read-path.ts";

const document = `{
  "s": "abc", "n": 5, "z": null, "l": ["x", 1, {"k": "v", "n": 1}, {"k": "w", "n": 2.0, "o": [1, 2]}, null],
  "m": {"a": 1, "b-c": 2, "d e": {"k": "v"}}, "e": [],
  "book": [{"c": "ref", "p": 8.95, "i": "0"}, {"c": "fic", "p": 12.99}, {"c": "fic", "p": 8.99, "i": "1"}]
}`;

const read = (path: string) => {
  const found = readPath(parsePath(path), parseJson(document));
  return found === undefined ? null : jsonText(found);
};

// The expected results are those of Jayway's JsonPath 2.10; null where it throws PathNotFoundException.
describe("a path leads to", () => {
  test.each<[string, string | null]>([
    ["$.s", '"abc"'],
    ["s", '"abc"'],
    ["l[2].k", '"v"'],
    ["$['m']['d e'].k", '"v"'],
    ["$.m.b-c", "2"],
    ["$.m['a','b-c']", '{"a":1,"b-c":2}'],
    ["$.m['a','none']", '{"a":1}'],
    ["$.z", "null"],
    ["$.z.x", null],
    ["$.none", null],
    ["$.none[*]", null],
    ["$.s.x", null],
    ["$.s[0]", null],
    ["$.s[*]", "[]"],
    ["$.l[0]", '"x"'],
    ["$.l[-1]", "null"],
    ["$.l[9]", null],
    ["$.l[0,1]", '["x",1]'],
    ["$.l[1:3]", '[1,{"k":"v","n":1}]'],
    ["$.l[-2:]", '[{"k":"w","n":2.0,"o":[1,2]},null]'],
    ["$.l[*].k", '["v","w"]'],
    ["$.l[*].none[0]", "[]"],
    ["$.m.*", '[1,2,{"k":"v"}]'],
    ["$..k", '["v","w","v"]'],
    ["$.l..k", '["v","w"]'],
    ["$..none", "[]"],
    ["$..o[0]", "[1]"],
    ["$.book[?(@.p < 10)].c", '["ref","fic"]'],
    ["$.book[?(@.i)].i", '["0","1"]'],
    ["$.book[?(!@.i)].p", "[12.99]"],
    ["$.book[?(@.c == 'fic' && @.p > 10)].p", "[12.99]"],
    ["$.book[?(@.c == 'ref' || (@.p > 10))].p", "[8.95,12.99]"],
    ["$.book[?(@.c in ['ref'])].p", "[8.95]"],
    ["$.book[?(@.c nin ['ref'])].p", "[12.99,8.99]"],
    ["$.book[?(@.c =~ /F.*/i)].p", "[12.99,8.99]"],
    ["$.book[?(@.p > $.n)].p", "[8.95,12.99,8.99]"],
    ["$.book[?(@.i == null)]", "[]"],
    ["$.book[?(@.i != '1')].p", "[8.95,12.99]"],
    ["$.book[?(@.p < '10')]", "[]"],
    ["$.l[?(@.o size 2)].k", '["w"]'],
    ["$.l[?(@.o empty false)].k", '["w"]'],
    ["$.l[?(@.o contains 1)].k", '["w"]'],
    ["$.l[?(@.n == 2)].k", '["w"]'],
    ["$..[?(@.i)].i", '["0","1"]'],
    ["$.m[?(@.a == 1)]['b-c']", "[2]"],
    ["$.book.length()", "3"],
    ["$.s.length()", "null"],
    ["$.e[*]", "[]"],
  ])("%s: %s", (path, found) => {
    expect(read(path)).toBe(found);
  });
});

describe("no path is", () => {
  test.each([
    "$.",
    "$..",
    "$[",
    "$.l[a]",
    "$.l[?(@.a]",
    "$.a b",
    "$.book[(@.length-1)]",
    "$.book.min()",
    "$..p.length()",
    "$.l[?(@.k =~ /(/)]",
    "$.l[?(@.k ~ 1)]",
    "$.l]",
  ])("%s", (path) => {
    expect(() => parsePath(path)).toThrow(PathSyntaxError);
  });
});

test("a path finds more values than a call takes arguments", () => {
  const long = parseJson(`{"l": [${Array(200_000).fill(1)}]}`);
  expect(readPath(parsePath("$.l[*]"), long)).toMatchObject({ items: { length: 200_000 } });
  expect(readPath(parsePath("$..l[*]"), long)).toMatchObject({ items: { length: 200_000 } });
});

test("a path that passes too much is given up, and its twin is not", () => {
  const deep = parseJson(`${"[".repeat(200)}${"]".repeat(200)}`);
  expect(() => readPath(parsePath("$..*..*..*..*"), deep)).toThrow(VtlFailure);
  expect(readPath(parsePath("$..*"), deep)).toMatchObject({ items: { length: 199 } });
});
