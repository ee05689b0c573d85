import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import type { CommandLine } from "../command-line.ts";
import { type Scorecard, scorecardOf } from "../trials/run.ts";
import type { Verdict } from "../trials/verdict.ts";
import { endpointVerdicts } from "./endpoint-trials.ts";
import { poolAsServiceProvider } from "./pool-as-service-provider.ts";
import { startPool } from "./running-pool.ts";
import { withDatabase } from "./with-database.ts";

/** Tries the user pool with all there is, on a database of its own. */
export const scorecardOfPool = (
  { atOnce, untimed }: Pick<CommandLine, "atOnce" | "untimed">,
  told: (verdict: Verdict) => void,
): Promise<Scorecard> =>
  withDatabase(async (databaseUrl) => {
    const pool = await startPool(databaseUrl);
    try {
      return await scorecardOf(poolAsServiceProvider(pool), {
        faults,
        endpoints: () => endpointVerdicts(pool),
        atOnce,
        told,
        ...(untimed ? { attempts: 1, quietSignIns: 5 } : { attempts: 10, quietSignIns: 100 }),
      });
    } finally {
      await pool.close();
    }
  });
