// `npm run bench:entitlements [users …]`: what a cold decision asks of the database, at a thousand users and at a million.
import { runOnce } from "@gatehouse/http/main.ts";
import { compare } from "./compare.ts";
import { report } from "./report.ts";
import { sizesIn } from "./sizes.ts";
import { withDatabases } from "./with-databases.ts";

await runOnce("bench:entitlements", () =>
  withDatabases(sizesIn(process.argv.slice(2)), async (databases) => {
    const outcome = await compare(databases);
    process.stdout.write(report(outcome));
    if (!outcome.within) process.exitCode = 1;
  }),
);
