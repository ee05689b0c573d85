import type { Knex } from "knex";
import type { PendingSignIn, PendingSignIns } from "../sign-in/pending-sign-in.ts";
import type { ResponseType } from "../sign-in/refusals.ts";
import { absent, type RequestRow, requestOf, requestRow } from "./rows.ts";

interface PendingRow extends RequestRow {
  readonly id: string;
  readonly request_id: string;
  readonly provider: string;
  readonly state: string | null;
  readonly response_type: ResponseType;
  readonly expires_at: Date;
}

const pendingOf = (row: PendingRow): PendingSignIn => ({
  ...requestOf(row),
  id: row.id,
  requestId: row.request_id,
  provider: row.provider,
  state: absent(row.state),
  responseType: row.response_type,
  expires: row.expires_at,
});

export const pendingInPostgres = (knex: Knex): PendingSignIns => ({
  async save(pending, browserHash) {
    await knex("saml_requests").insert({
      ...requestRow(pending),
      id: pending.id,
      request_id: pending.requestId,
      provider: pending.provider,
      state: pending.state,
      response_type: pending.responseType,
      browser_hash: browserHash,
      expires_at: pending.expires,
    });
  },
  async find(id, browserHash, now) {
    const row = await knex("saml_requests")
      .where({ id, browser_hash: browserHash })
      .where("expires_at", ">", now)
      .first<PendingRow | undefined>();
    return row && pendingOf(row);
  },
});
