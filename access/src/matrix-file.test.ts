import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readMatrix } from "./matrix-file.ts";
import { world } from "./testing/world.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "access-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string) => {
  const file = join(folder, "access.test.yaml");
  writeFileSync(file, text);
  return readMatrix(file, world());
};

describe("a matrix", () => {
  test("names users by e-mail address or whole, and knows where each row stands", () => {
    const rows = read(
      "# Traders.\n- alice@example.com  GET   /trades/1   allow\n\n- OtherSAML_eve POST /trades/1/settlement deny in a\n- dave@example.com GET /health allow\n",
    );
    expect(rows.map(({ username, text, place, open }) => [username, text, place.split(":").at(-1), open])).toEqual([
      ["CorpSAML_alice@example.com", "alice@example.com GET /trades/1 allow", "2", false],
      ["OtherSAML_eve", "OtherSAML_eve POST /trades/1/settlement deny in a", "4", false],
      ["CorpSAML_dave@example.com", "dave@example.com GET /health allow", "5", true],
    ]);
  });

  test.each([
    ["nothing", "", /line 1.*expected a list of rows/],
    ["no list", "rows: 1\n", /expected a list of rows/],
    ["no rows", "[]\n", /expected at least one row/],
    ["what is no text", "- { who: alice }\n", /line 1, \[0\]: expected a row such as/],
    [
      "a user whom nobody knows",
      "- alise@example.com GET /trades allow\n",
      /line 1.*nobody is known as alise@example\.com/,
    ],
    ["an unknown word", "- alice@example.com GET /trades allow on Monday\n", /received the word on/],
    ["a method that is none", "- alice@example.com FETCH /trades allow\n", /received FETCH/],
    [
      "a method that the path does not have",
      "- alice@example.com PUT /trades deny\n",
      /api\.yaml has no route for PUT \/trades; it has GET \/trades$/m,
    ],
    ["a path that is nowhere", "- alice@example.com GET /tradez deny\n", /has no route for GET \/tradez$/m],
    [
      "the same twice",
      "- alice@example.com GET /trades allow\n- CorpSAML_alice@example.com GET /trades deny\n",
      /line 2, \[1\]: is asked in .*:1 already/,
    ],
  ])("with %s is told by its line", (_what, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test("is told of all its faults at once", () => {
    expect(() => read("- a GET /trades allow\n- alice@example.com GET /trades allow\n- b GET /trades allow\n")).toThrow(
      /line 1.*known as a:[\s\S]*line 3.*known as b:/,
    );
  });
});
