import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { endpoints } from "../endpoints/routes.ts";
import { operationNames } from "../testing/sdk-model.ts";
import { operations } from "./operations.ts";
import { supportTable } from "./support-table.ts";

const file = fileURLToPath(new URL("../../../../docs/support-cognito.md", import.meta.url));
const table = supportTable(operationNames, endpoints);

test("every operation that is answered exists in AWS's own client", () => {
  expect(operationNames.length).toBeGreaterThan(100);
  expect(operationNames).toEqual(expect.arrayContaining([...operations.keys()]));
});

// To write it anew, run this test with WRITE_SUPPORT_TABLE=yes.
test("docs/support-cognito.md says what is supported", () => {
  if (process.env.WRITE_SUPPORT_TABLE === "yes") writeFileSync(file, table);
  expect(readFileSync(file, "utf8")).toBe(table);
});
