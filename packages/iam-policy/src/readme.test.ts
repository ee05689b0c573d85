import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { operators } from "./condition-operators.ts";

test("the README's table of operators is the code's", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, table = ""] = readme.split("| operator ");
  const rows = [...table.matchAll(/^\| `(\w+)` +\| (?:`(\w+)`)? +\| .+\|$/gm)].map(([, name, not]) => [name, not]);
  expect(rows).toEqual(operators.map(({ name, not }) => [name, not]));
});
