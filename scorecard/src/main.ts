// `npm run scorecard`: whether the user pool, or another service provider, takes any of the faults that idp-mock makes.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runOnce } from "@gatehouse/http/main.ts";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { poolAsServiceProvider } from "./pool/pool-as-service-provider.ts";
import { startPool } from "./pool/running-pool.ts";
import { withDatabase } from "./pool/with-database.ts";
import { withoutTimes } from "./report/bucket.ts";
import { documentOf } from "./report/document.ts";
import { isAllGreen, line, summary } from "./report/terminal.ts";
import { scorecardOf } from "./trials/run.ts";

const file = fileURLToPath(new URL("../../docs/saml-scorecard.md", import.meta.url));
const say = (text: string) => void process.stdout.write(`${text}\n`);

await runOnce("scorecard", async () => {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  await withDatabase(async (databaseUrl) => {
    const pool = await startPool(databaseUrl);
    try {
      const provider = poolAsServiceProvider(pool);
      const told = (verdict: Parameters<typeof line>[0]) => say(line(verdict, provider));
      const scorecard = await scorecardOf(provider, { faults, atOnce: 1, quietSignIns: 100, told });
      say(summary(scorecard, provider));
      if (!isAllGreen(scorecard, provider)) process.exitCode = 1;
      const document = documentOf(scorecard);
      if (!values.check) return writeFileSync(file, document);
      if (withoutTimes(readFileSync(file, "utf8")) === withoutTimes(document)) return;
      say(`${file} says something else: npm run scorecard writes it anew`);
      process.exitCode = 1;
    } finally {
      await pool.close();
    }
  });
});
