// npm run access:test [-- --config FOLDER] [--live]: whether config/access.test.yaml holds. Ends with 0 where it does, with
// 1 where a row is not as expected, and with 2 where nothing could be judged.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { endedBy } from "./ended-by.ts";
import { runLive } from "./live/run-live.ts";
import { runningStack } from "./live/running-stack.ts";
import { readMatrix } from "./matrix-file.ts";
import { holds, written } from "./result.ts";
import { runMatrix } from "./run-matrix.ts";
import { readWorld } from "./world.ts";

await endedBy(async () => {
  const { values } = parseArgs({
    options: { config: { type: "string", default: "config" }, live: { type: "boolean", default: false } },
  });
  const world = readWorld(values.config);
  const rows = readMatrix(join(values.config, "access.test.yaml"), world);
  const results = values.live ? await runLive(rows, runningStack(process.env)) : runMatrix(rows, world, Date.now());
  for (const warning of world.warnings) process.stdout.write(`warning: ${warning}\n`);
  process.stdout.write(written(results));
  return holds(results) ? 0 : 1;
});
