import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as sdk from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "@jest/globals";
import { operations } from "./operations.ts";
import { supportTable } from "./support-table.ts";

const file = fileURLToPath(new URL("../../../../docs/support-cognito.md", import.meta.url));
const all = Object.keys(sdk).flatMap((name) => (/^[A-Z]\w+Command$/.test(name) ? [name.replace(/Command$/, "")] : []));

test("every operation that is answered exists in AWS's own client", () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all).toEqual(expect.arrayContaining([...operations.keys()]));
});

// To write it anew, run this test with WRITE_SUPPORT_TABLE=yes.
test("docs/support-cognito.md says what is supported", () => {
  if (process.env.WRITE_SUPPORT_TABLE === "yes") writeFileSync(file, supportTable(all));
  expect(readFileSync(file, "utf8")).toBe(supportTable(all));
});
