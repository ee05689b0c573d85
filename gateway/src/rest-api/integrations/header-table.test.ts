import { expect, test } from "@jest/globals";
import { headerRow, headerTable } from "./header-table.ts";

test("every header has one row, whatever its spelling", () => {
  const names = headerTable.map(({ name }) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  for (const row of headerTable) expect(headerRow(row.name.toUpperCase())).toBe(row);
});

test("where the gateway does otherwise than AWS is said in the row", () => {
  const deviating = headerTable.filter(({ deviation }) => deviation !== undefined).map(({ name }) => name);
  expect(deviating).toEqual(["Upgrade", "X-HTTP-Method-Override"]);
});
