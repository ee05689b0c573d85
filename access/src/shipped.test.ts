// What the files of config/ say of each other.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import { difference } from "./difference.ts";
import { readMatrix } from "./matrix-file.ts";
import { written } from "./result.ts";
import { runMatrix } from "./run-matrix.ts";
import { snapshot } from "./snapshot.ts";
import { readWorld, usernamesIn } from "./world.ts";

const folder = relative(process.cwd(), new URL("../../config", import.meta.url).pathname);
const world = readWorld(folder);
const rows = readMatrix(join(folder, "access.test.yaml"), world);

test("config/access.test.yaml holds for config/entitlements.yaml", () => {
  expect(written(runMatrix(rows, world, Date.now()))).toBe(`${rows.length} rows, 0 not as expected, 0 left out\n`);
});

test("config/access.test.yaml asks of everybody, and of both outcomes", () => {
  expect([...new Set(rows.map(({ username }) => username))].sort()).toEqual(usernamesIn(world));
  expect(new Set(rows.map(({ expected }) => expected))).toEqual(new Set(["allow", "deny"]));
});

test("config/access.snapshot.txt is what npm run access:snapshot writes", () => {
  expect(difference(readFileSync(join(folder, "access.snapshot.txt"), "utf8"), snapshot(world))).toBe("");
});
