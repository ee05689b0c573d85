// npm run access:snapshot [-- --config FOLDER] [--check]: writes who reaches which route to access.snapshot.txt in the folder
// of the configuration. With --check it writes nothing and ends with 1 where the file says something else.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { difference } from "./difference.ts";
import { endedBy } from "./ended-by.ts";
import { snapshot } from "./snapshot.ts";
import { readWorld } from "./world.ts";

await endedBy(() => {
  const { values } = parseArgs({
    options: { config: { type: "string", default: "config" }, check: { type: "boolean", default: false } },
  });
  const file = join(values.config, "access.snapshot.txt");
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const after = snapshot(readWorld(values.config));
  const same = before === after;
  if (!values.check) writeFileSync(file, after);
  const told = same
    ? `${file} is up to date`
    : values.check
      ? `${file} is not up to date: npm run access:snapshot`
      : `${file} is written`;
  process.stdout.write(`${difference(before, after)}${told}\n`);
  return same || !values.check ? 0 : 1;
});
