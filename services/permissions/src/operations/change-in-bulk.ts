import { changes } from "@gatehouse/entitlements/changes.ts";
import { z } from "zod";
import { readJson } from "../body.ts";
import { refuse, tryChanges } from "../changes/try-changes.ts";
import { warningsFor } from "../coverage-warnings.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { readState } from "../store/tenant-state.ts";
import { writeChanges } from "../store/write-changes.ts";
import { orWithheld } from "../withheld.ts";

/** `POST /entitlements/bulk`: up to 1,000 changes, all or nothing. */
export const changeInBulk = operation({
  id: "changeInBulk",
  summary: "Make up to 1,000 changes, all or nothing",
  params: z.object({}),
  body: z.strictObject({ changes }),
  reading: { longest: "1mb", types: ["application/json"], read: readJson },
  answers: {
    200: z.object({
      made: z.int(),
      results: z.array(z.object({ op: z.string(), result: z.enum(["made", "unchanged"]) })),
      warnings: z.array(z.string()),
    }),
    ...orWithheld,
  },
  problems: [404, 409],
  recentSignIn: true,
  run: async ({ body, caller }, world) => {
    const made = await change(world, caller, async (changing) => {
      const users = body.changes.flatMap((each) => ("user" in each ? [each.user] : []));
      const { draft, providers } = await readState(changing, users);
      const tried = await tryChanges({ changing, draft, providers }, body.changes, refuse);
      await writeChanges(
        changing,
        body.changes.filter((_change, index) => tried[index]),
      );
      return tried;
    });
    return {
      status: 200,
      body: {
        made: made.filter(Boolean).length,
        results: body.changes.map(({ op }, index) => ({ op, result: made[index] ? "made" : "unchanged" })),
        warnings: warningsFor(world.routes, body.changes),
      },
    };
  },
});
