// Runs every test: what needs one system after another, so that they do not take the processor from each other, and all
// of it even when something failed. Arguments go to Jest as they are.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const jest = fileURLToPath(new URL("jest.js", import.meta.url));
const runs = [
  // Jest leaves a processor out unless told otherwise, and of two so runs everything in one process.
  ["--selectProjects", "unit", "architecture", "--maxWorkers=100%"],
  ["--selectProjects", "e2e"],
  ["--selectProjects", "lambda"],
  // These break the system that they run against.
  ["--selectProjects", "faults", "--runInBand"],
];
const codes = runs.map((run) => {
  const { status } = spawnSync(process.execPath, [jest, ...run, ...process.argv.slice(2)], { stdio: "inherit" });
  return status ?? 1;
});
process.exit(Math.max(...codes));
