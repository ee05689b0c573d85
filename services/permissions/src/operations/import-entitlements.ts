import { type Change, change as oneChange } from "@gatehouse/entitlements/changes.ts";
import { difference } from "@gatehouse/entitlements/difference.ts";
import { stateOf } from "@gatehouse/entitlements/draft.ts";
import { tenantDocument } from "@gatehouse/entitlements/read-document.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { InvalidInput } from "@gatehouse/http/problem.ts";
import { z } from "zod";
import type { Fault } from "../changes/faulty-change.ts";
import { refuse, tryChanges } from "../changes/try-changes.ts";
import { warningsOf } from "../coverage-warnings.ts";
import { readDocumentOf } from "../document-body.ts";
import { type Operation, operation } from "../operation.ts";
import { type IfMatch, requireIfMatch, requireMatch } from "../preconditions.ts";
import { requireRecentSignIn } from "../recent-sign-in.ts";
import { type Changing, change, trial } from "../store/change.ts";
import { readState } from "../store/tenant-state.ts";
import { writeChanges } from "../store/write-changes.ts";
import { orWithheld } from "../withheld.ts";

/**
 * `PUT /entitlements?dryRun=`: the tenant's entitlements are as the document says afterwards, all of them or none. A dry
 * run tells what would change, and which changes the caller may not make; it knows nothing of the last administrator.
 */
export const importEntitlements: Operation = operation({
  id: "importEntitlements",
  summary: "Import all entitlements, or show what would change",
  params: z.object({}),
  query: z.strictObject({ dryRun: z.enum(["true", "false"], { error: "expected true or false" }).default("false") }),
  body: tenantDocument,
  reading: { longest: "10mb", types: ["application/yaml", "application/json"], read: readDocumentOf },
  answers: {
    200: z.object({
      dryRun: z.boolean(),
      changes: z.array(oneChange),
      counts: z.record(z.string(), z.int()),
      warnings: z.array(z.string()),
      problems: z.array(z.object({ index: z.int(), status: z.int(), detail: z.string() })).optional(),
    }),
    ...orWithheld,
  },
  problems: [409, 428],
  ifMatch: "honoured",
  run: async ({ body: { tenants }, query, ifMatch, caller }, world) => {
    const [after] = tenants as [TenantState];
    const warnings = warningsOf(world.routes, after.permissions);
    const answer = (changes: readonly Change[]) => ({ changes, counts: countsOf(changes), warnings });
    if (query.dryRun === "true") {
      const faults: Fault[] = [];
      const { changes } = await trial(world, caller, (changing) =>
        tried(changing, after, { onFault: (fault) => faults.push(fault) }),
      );
      return { status: 200, body: { dryRun: true, ...answer(changes), problems: faults.map(told) } };
    }
    requireIfMatch(ifMatch);
    requireRecentSignIn(caller, world.now());
    const made = await change(world, caller, async (changing) => {
      const { changes } = await tried(changing, after, { ifMatch, onFault: refuse });
      await writeChanges(changing, changes);
      return changes;
    });
    return { status: 200, body: { dryRun: false, ...answer(made) } };
  },
});

interface How {
  readonly ifMatch?: IfMatch | undefined;
  readonly onFault: (fault: Fault) => void;
}

const tried = async (changing: Changing, after: TenantState, { ifMatch, onFault }: How) => {
  const { draft, providers, version } = await readState(changing);
  requireMatch(ifMatch, version);
  const before = stateOf(draft, { name: changing.tenant, providers: [...providers] });
  requireOwn(before, after);
  const changes = difference(before, after);
  await tryChanges({ changing, draft, providers }, changes, onFault);
  return { changes };
};

/** A document is of its tenant; which providers that has is nothing that it says itself. */
const requireOwn = (before: TenantState, after: TenantState) => {
  const fault = (member: string, expected: string) =>
    new InvalidInput([{ field: `tenants.0.${member}`, reason: `expected ${expected}` }]);
  if (after.name !== before.name) throw fault("name", `${before.name}, your tenant`);
  if ([...after.providers].sort().join() !== before.providers.join())
    throw fault("providers", `${before.providers.join(", ") || "none"}, as they are`);
};

const countsOf = (changes: readonly Change[]) => {
  const counts = new Map<string, number>();
  for (const { op } of changes) counts.set(op, (counts.get(op) ?? 0) + 1);
  return Object.fromEntries(counts);
};

const told = ({ index, error }: Fault) => ({ index, status: error.status, detail: error.message });
