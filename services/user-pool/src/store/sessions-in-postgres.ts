import type { Knex } from "knex";
import type { BegunSession, BrowserSessions } from "../sign-in/browser-session.ts";
import { recordLeg } from "./attempts-in-postgres.ts";
import { saveCode } from "./codes-in-postgres.ts";
import { absent } from "./rows.ts";

export const sessionsInPostgres = (knex: Knex): BrowserSessions => ({
  async find(cookieHash, now) {
    const row = await knex("browser_sessions").where({ cookie_hash: cookieHash }).where("expires_at", ">", now).first();
    return (
      row && {
        poolId: row.pool_id,
        username: row.username,
        provider: absent(row.provider),
        authTime: row.auth_time,
        attemptId: absent<string>(row.attempt_id),
      }
    );
  },
  begin: (begun) => knex.transaction((transaction) => begin(transaction, begun)),
  async end(cookieHash, now) {
    const [row] = await knex("browser_sessions").where({ cookie_hash: cookieHash }).delete().returning("*");
    if (!row?.provider || row.name_id === null || row.expires_at <= now) return undefined;
    const { name_id: nameId, name_id_attributes: nameIdAttributes, session_index } = row;
    const subject = { nameId, nameIdAttributes, sessionIndex: absent<string>(session_index) };
    return { poolId: row.pool_id, provider: row.provider, subject };
  },
});

const begin = async (transaction: Knex, { session, cookieHash, expires, replaced, code, leg }: BegunSession) => {
  if (replaced) await transaction("browser_sessions").where({ cookie_hash: replaced }).delete();
  await transaction("browser_sessions").insert({
    cookie_hash: cookieHash,
    pool_id: session.poolId,
    username: session.username,
    provider: session.provider,
    auth_time: session.authTime,
    expires_at: expires,
    attempt_id: session.attemptId,
  });
  await recordLeg(transaction, leg);
  await saveCode(transaction, code);
};
