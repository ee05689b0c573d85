import type { Knex } from "knex";
import type { Caller } from "../operation.ts";
import { inTenant, type TenantTransaction } from "./in-tenant.ts";

/** What was changed: before and after, as far as there is one. */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly before?: object;
  readonly after?: object;
}

/**
 * Makes a change and records who made it, both or neither. `work` returns what it changed, or nothing when everything
 * was so already; then nothing is recorded.
 */
export const change = async (
  knex: Knex,
  caller: Caller,
  work: (inside: TenantTransaction) => Promise<Change | undefined>,
): Promise<void> => {
  const { actor, requestId } = caller;
  await inTenant(knex, caller, async ({ trx, tenant }) => {
    const made = await work({ trx, tenant });
    if (made === undefined) return;
    const { action, subject, before, after } = made;
    await trx
      .withSchema("audit")
      .table("changes")
      .insert({
        actor,
        action,
        subject,
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
        request_id: requestId,
      });
  });
};
