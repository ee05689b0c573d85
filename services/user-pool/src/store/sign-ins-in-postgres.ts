import type { Knex } from "knex";
import type { RecordSignIn, SignInRecord } from "../sign-in/sign-in-record.ts";

/** Appends to `audit.sign_ins`, which this role can neither read nor change; the database sets number and time. */
export const recordIn = async (knex: Knex, record: SignInRecord): Promise<void> => {
  await knex("audit.sign_ins").insert({
    request_id: record.httpRequestId,
    outcome: record.outcome,
    expected: record.expected,
    received: record.received,
    pool_id: record.poolId,
    client_id: record.clientId,
    provider: record.provider,
    username: record.username,
    saml_request_id: record.samlRequestId,
  });
};

export const signInsInPostgres =
  (knex: Knex): RecordSignIn =>
  (record) =>
    recordIn(knex, record);
