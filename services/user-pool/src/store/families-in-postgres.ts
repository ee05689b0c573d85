import type { Knex } from "knex";
import type { FirstToken } from "../grants/codes.ts";
import type { PresentedToken, TokenFamilies, TokenFamily } from "../grants/token-family.ts";
import { absent } from "./rows.ts";

interface PresentedRow {
  readonly token_hash: Buffer;
  readonly rotated_at: Date | null;
  readonly origin_jti: string;
  readonly pool_id: string;
  readonly client_id: string;
  readonly username: string;
  readonly scopes: string[];
  readonly auth_time: Date;
  readonly event_id: string | null;
  readonly resource: string | null;
  readonly begun_by: "domain" | "api";
  readonly original: Buffer;
  readonly newest: Buffer;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

const presentedToken = (row: PresentedRow): PresentedToken => ({
  family: {
    originJti: row.origin_jti,
    poolId: row.pool_id,
    clientId: row.client_id,
    username: row.username,
    scopes: row.scopes,
    authTime: row.auth_time,
    eventId: absent(row.event_id),
    resource: absent(row.resource),
    begunBy: row.begun_by,
    expires: row.expires_at,
    revoked: row.revoked_at !== null,
  },
  newest: row.newest.equals(row.token_hash),
  original: row.original.equals(row.token_hash),
  rotatedAt: absent(row.rotated_at),
});

const presented = (knex: Knex, tokenHash: Buffer) =>
  knex("refresh_tokens")
    .join("token_families", "token_families.origin_jti", "refresh_tokens.origin_jti")
    .where({ token_hash: tokenHash })
    .first<PresentedRow | undefined>("token_families.*", "token_hash", "rotated_at");

export const familiesInPostgres = (knex: Knex): TokenFamilies => ({
  async find(tokenHash) {
    const row = await presented(knex, tokenHash);
    return row && presentedToken(row);
  },
  refresh: (tokenHash, judge, { successor, now }) =>
    knex.transaction(async (transaction) => {
      await lockFamily(transaction, tokenHash);
      const row = await presented(transaction, tokenHash);
      if (judge(row && presentedToken(row)) === "keep" || !row) return;
      await transaction("refresh_tokens").insert({ token_hash: successor, origin_jti: row.origin_jti });
      // A fork does not prolong the grace: the moment of the first rotation stays.
      await transaction("refresh_tokens")
        .where({ token_hash: tokenHash, rotated_at: null })
        .update({ rotated_at: now });
      await transaction("token_families").where({ origin_jti: row.origin_jti }).update({ newest: successor });
    }),
  async isRevoked(originJti) {
    const live = await knex("token_families").where({ origin_jti: originJti, revoked_at: null }).first("origin_jti");
    return live === undefined;
  },
  async revoke(originJti, now) {
    await knex("token_families").where({ origin_jti: originJti, revoked_at: null }).update({ revoked_at: now });
  },
  revokeAllOf: (poolId, username, now) =>
    knex.transaction((transaction) => revokeAll(transaction, { pool_id: poolId, username }, now)),
});

/** Begins a family, with its first refresh token where it has one. */
export const beginFamily = async (
  transaction: Knex,
  family: Omit<TokenFamily, "expires" | "revoked">,
  { tokenHash, expires }: FirstToken,
): Promise<void> => {
  await transaction("token_families").insert({
    origin_jti: family.originJti,
    pool_id: family.poolId,
    client_id: family.clientId,
    username: family.username,
    scopes: [...family.scopes],
    auth_time: family.authTime,
    event_id: family.eventId,
    resource: family.resource,
    begun_by: family.begunBy ?? "domain",
    original: tokenHash,
    newest: tokenHash,
    expires_at: expires,
  });
  if (tokenHash === undefined) return;
  await transaction("refresh_tokens").insert({ token_hash: tokenHash, origin_jti: family.originJti });
};

export const revokeAll = async (
  transaction: Knex,
  user: { readonly pool_id: string; readonly username: string },
  now: Date,
): Promise<void> => {
  await transaction("users").where(user).update({ tokens_not_before: now });
  await transaction("token_families")
    .where({ ...user, revoked_at: null })
    .update({ revoked_at: now });
};

/**
 * Waits for whoever uses the family. What is read afterwards is read anew: a join that is locked while it waits would
 * give the family as it has become, and the token as it was.
 */
const lockFamily = (transaction: Knex, tokenHash: Buffer) =>
  transaction("token_families")
    .whereIn("origin_jti", transaction("refresh_tokens").select("origin_jti").where({ token_hash: tokenHash }))
    .forUpdate()
    .first("origin_jti");
