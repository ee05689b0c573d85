import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readCases } from "./case-file.ts";
import { startLocalTarget } from "./local-target.ts";
import { runCase } from "./run-case.ts";
import type { Target } from "./target.ts";

const folder = fileURLToPath(new URL("../../conformance", import.meta.url));

let target: Target;
beforeAll(async () => {
  target = await startLocalTarget(folder);
});
afterAll(() => target.close());

describe.each(globSync("*.json", { cwd: folder }).toSorted())("%s", (file) => {
  test.each(readCases(`${folder}/${file}`).map((each) => [each.name, each] as const))("%s", async (_name, each) => {
    const endpoint = target.at(each.api, each.stage);
    if (!endpoint) throw new Error(`there is no apis/${each.api}.yaml`);
    expect(await runCase(each, endpoint, randomUUID())).toEqual([]);
  });
});
