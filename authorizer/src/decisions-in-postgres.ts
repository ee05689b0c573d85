import type { Knex } from "knex";
import type { AppendDecisions, NumberedDecision } from "./decision.ts";

/**
 * Appends decisions to `audit.decisions` and tells `audit.recorders` what is to come, in one statement. A batch whose
 * acknowledgement was lost is known by its numbers when it comes again.
 * @param instance who numbers them
 */
export const decisionsInPostgres =
  (knex: Knex, instance: string): AppendDecisions =>
  async ({ decisions, highest, last }) => {
    const told = knex.raw("select audit.tell_numbers(?, ?, ?)", [instance, highest, last]);
    if (decisions.length === 0) return void (await told);
    const rows = knex("audit.decisions")
      .insert(decisions.map((decision) => rowOf(decision, instance)))
      .onConflict()
      .ignore();
    await knex.raw("with appended as (?) ?", [rows, told]);
  };

const rowOf = (decision: NumberedDecision, instance: string) => ({
  instance,
  number: decision.number,
  request_id: decision.requestId,
  route: decision.route ?? null,
  method_arn: decision.methodArn,
  method: decision.method,
  path: decision.path,
  principal: decision.principal ?? null,
  token_id: decision.tokenId ?? null,
  session_id: decision.session ?? null,
  client_id: decision.clientId ?? null,
  claims: decision.claims === undefined ? null : JSON.stringify(decision.claims),
  grants: JSON.stringify(decision.grants),
  effect: decision.effect,
  decided_by: JSON.stringify(decision.decidedBy),
  cached: decision.cached,
});
