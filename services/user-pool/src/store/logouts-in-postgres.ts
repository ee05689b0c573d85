import type { Knex } from "knex";
import type { Logouts, PendingLogout, ProviderLogout } from "../sign-in/pending-logout.ts";
import { takeMessage } from "./take-message.ts";

interface LogoutRow {
  readonly request_id: string;
  readonly pool_id: string;
  readonly provider: string;
  readonly relay_state: string;
  readonly location: string;
  readonly expires_at: Date;
}

const pendingOf = (row: LogoutRow): PendingLogout => ({
  requestId: row.request_id,
  poolId: row.pool_id,
  provider: row.provider,
  relayState: row.relay_state,
  location: row.location,
  expires: row.expires_at,
});

export const logoutsInPostgres = (knex: Knex): Logouts => {
  const waiting = (requestId: string, now: Date) =>
    knex<LogoutRow>("saml_logouts").where("request_id", requestId).where("expires_at", ">", now);
  return {
    async save(logout) {
      await knex("saml_logouts").insert({
        request_id: logout.requestId,
        pool_id: logout.poolId,
        provider: logout.provider,
        relay_state: logout.relayState,
        location: logout.location,
        expires_at: logout.expires,
      });
    },
    async find(requestId, now) {
      const row = await waiting(requestId, now).first();
      return row && pendingOf(row);
    },
    take: async (requestId, now) => (await waiting(requestId, now).delete()) === 1,
    endSessions: (logouts) =>
      knex.transaction(async (transaction) => {
        const [first] = logouts;
        if (!first || !(await takeMessage(transaction, first.request))) return undefined;
        let ended = 0;
        for (const logout of logouts) ended += await endSessionsOf(transaction, logout);
        return ended;
      }),
  };
};

const endSessionsOf = (transaction: Knex, { poolId, provider, nameId, sessionIndexes }: ProviderLogout) => {
  const sessions = transaction("browser_sessions").where({ pool_id: poolId, provider, name_id: nameId });
  if (sessionIndexes.length > 0) sessions.whereIn("session_index", [...sessionIndexes]);
  return sessions.delete();
};
