// npm run conformance [-- [--only text] [[--name name=value …] api=https://host/stage …]]: holds the corpus against this
// gateway, or against wherever its APIs were deployed, with names that their URLs do not tell.

import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readCases } from "./case-file.ts";
import { startLocalTarget } from "./local-target.ts";
import { remoteTarget } from "./remote-target.ts";
import { runCase } from "./run-case.ts";

const folder = fileURLToPath(new URL("../../conformance", import.meta.url));
const { values, positionals } = parseArgs({
  options: { only: { type: "string", default: "" }, name: { type: "string", multiple: true, default: [] } },
  allowPositionals: true,
});
const target = positionals.length > 0 ? remoteTarget(positionals, values.name) : await startLocalTarget(folder);
const counts = { passed: 0, failed: 0, leftOut: 0 };
const failedBy = new Map<string, number>();

for (const file of globSync("*.json", { cwd: folder }).toSorted()) {
  const cases = readCases(`${folder}/${file}`).filter(({ name }) => name.includes(values.only));
  for (const each of cases) {
    const endpoint = target.at(each.api, each.stage);
    if (!endpoint) {
      counts.leftOut++;
      continue;
    }
    const faults = await runCase(each, endpoint, randomUUID()).catch((error: Error) => [error.message]);
    counts[faults.length === 0 ? "passed" : "failed"]++;
    if (faults.length === 0) continue;
    failedBy.set(each.basis, (failedBy.get(each.basis) ?? 0) + 1);
    process.stdout.write(
      `\n${file}: ${each.name} (${each.basis}: ${each.source})\n${faults.map((fault) => `  ${fault}\n`).join("")}`,
    );
  }
}
await target.close();
const bases = [...failedBy].map(([basis, count]) => `${count} ${basis}`).join(", ");
if (counts.leftOut > 0) process.stdout.write(`\n${counts.leftOut} left out: their APIs are not served there\n`);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${bases && ` (${bases})`}\n`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
