import { existsSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { faultNames, faults } from "./faults.ts";

test("no two faults have one name", () => {
  expect(faultNames.filter((name, index) => faultNames.indexOf(name) !== index)).toEqual([]);
});

test.each(faults)("$family: $name has a file of its own, and says what is wrong in one sentence", (fault) => {
  const { family, name, description } = fault;
  expect(existsSync(new URL(`${family}/${name}.ts`, import.meta.url))).toBe(true);
  expect(description).toMatch(/^[^.]+(?:\.\d[^.]*)*\.$/);
});
