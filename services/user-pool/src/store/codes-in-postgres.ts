import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import type { Codes, FirstToken, TakenCode } from "../grants/codes.ts";
import type { CodeGrant } from "../sign-in/authorization-code.ts";
import type { TokenOverrides } from "../tokens/overrides.ts";
import { recordLeg, tieToTokens } from "./attempts-in-postgres.ts";
import { beginFamily } from "./families-in-postgres.ts";
import { absent, type RequestRow, requestOf, requestRow } from "./rows.ts";

interface CodeRow extends RequestRow {
  readonly username: string;
  readonly auth_time: Date;
  readonly overrides: TokenOverrides | null;
  readonly event_id: string | null;
  readonly attempt_id: string | null;
  readonly origin_jti: string;
}

const takenCode = (row: CodeRow): TakenCode => ({
  ...requestOf(row),
  username: row.username,
  authTime: row.auth_time,
  overrides: absent(row.overrides),
  eventId: absent(row.event_id),
  attemptId: absent(row.attempt_id),
  originJti: row.origin_jti,
});

export const saveCode = async (knex: Knex, code: { hash: Buffer; grant: CodeGrant; expires: Date }): Promise<void> => {
  await knex("authorization_codes").insert({
    ...requestRow(code.grant),
    code_hash: code.hash,
    origin_jti: randomUUID(),
    username: code.grant.username,
    auth_time: code.grant.authTime,
    overrides: code.grant.overrides === undefined ? null : JSON.stringify(code.grant.overrides),
    event_id: code.grant.eventId,
    attempt_id: code.grant.attemptId,
    expires_at: code.expires,
  });
};

export const codesInPostgres = (knex: Knex): Codes => ({
  save: (hash, grant, expires) => saveCode(knex, { hash, grant, expires }),
  async take(codeHash, now, begin) {
    const outcome = await knex.transaction(async (transaction) => {
      const [row] = await transaction("authorization_codes")
        .where({ code_hash: codeHash, used_at: null })
        .where("expires_at", ">", now)
        .update({ used_at: now })
        .returning<CodeRow[]>("*");
      if (!row) {
        await revokeReused(transaction, codeHash, now);
        return undefined;
      }
      const code = takenCode(row);
      const first = attempt(() => begin(code));
      if (first.token) await beginFamily(transaction, code, first.token);
      if (first.token && code.attemptId) await tieToTokens(transaction, code.attemptId, code.originJti);
      if (first.token?.leg) await recordLeg(transaction, first.token.leg);
      return { code, first };
    });
    if (outcome && !outcome.first.token) throw outcome.first.refusal;
    return outcome?.code;
  },
  async attemptOf(codeHash) {
    const row = await knex("authorization_codes").where({ code_hash: codeHash }).first("attempt_id");
    return row && absent<string>(row.attempt_id);
  },
});

/** A refusal is carried out of the transaction, not thrown in it: the code that was refused stays spent. */
const attempt = (begin: () => FirstToken): { token: FirstToken } | { token: undefined; refusal: unknown } => {
  try {
    return { token: begin() };
  } catch (refusal) {
    return { token: undefined, refusal };
  }
};

/** The one who was faster may have stolen the code, so what it gave is taken back. */
const revokeReused = (transaction: Knex, codeHash: Buffer, now: Date) =>
  transaction("token_families")
    .whereIn("origin_jti", transaction("authorization_codes").select("origin_jti").where({ code_hash: codeHash }))
    .whereNull("revoked_at")
    .update({ revoked_at: now });
