import type { Knex } from "knex";
import type { AppendDecisions } from "./decision.ts";

/** Appends decisions to `audit.decisions` in one statement. */
export const decisionsInPostgres =
  (knex: Knex): AppendDecisions =>
  async (decisions) => {
    await knex("audit.decisions").insert(
      decisions.map((decision) => ({
        request_id: decision.requestId,
        route: decision.route ?? null,
        method_arn: decision.methodArn,
        method: decision.method,
        path: decision.path,
        principal: decision.principal ?? null,
        token_id: decision.tokenId ?? null,
        session_id: decision.session ?? null,
        client_id: decision.clientId ?? null,
        grants: JSON.stringify(decision.grants),
        effect: decision.effect,
        decided_by: JSON.stringify(decision.decidedBy),
        cached: decision.cached,
      })),
    );
  };
