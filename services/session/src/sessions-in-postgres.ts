import type { Knex } from "knex";
import { hashOf } from "./secret.ts";
import type { Session, Sessions, StoredSession } from "./sessions.ts";

/** How long a session lasts without a refresh, in hours, and in all, in days: Cognito's refresh tokens' default. */
const idleHours = 24;
const longestDays = 30;

/** For how long after a refresh another one is answered with its tokens, in seconds. */
const freshTime = 2;

interface Row {
  username: string;
  refresh_token: string;
  access_token: string;
  id_token: string;
  expires_at: Date;
  fresh: boolean;
}

export const sessionsInPostgres = (knex: Knex): Sessions => ({
  async create(key, session) {
    await knex("session.sessions").whereRaw("least(idle_until, expires_at) < now()").delete();
    const [row] = await knex("session.sessions")
      .insert({
        key_hash: hashOf(key),
        ...columnsOf(session),
        refreshed_at: knex.raw("'-infinity'"),
        idle_until: inHours(knex, idleHours),
        expires_at: inHours(knex, longestDays * 24),
      })
      .returning<{ expires_at: Date }[]>("expires_at");
    if (!row) throw new Error("the database did not return the session that it stored");
    return row.expires_at;
  },

  change: (key, work) =>
    knex.transaction(async (transaction) => {
      const session = await locked(transaction, key);
      const changed = session && (await work(session));
      const row = transaction("session.sessions").where({ key_hash: hashOf(key) });
      if (!session || !changed) {
        await row.delete();
        return undefined;
      }
      if (changed === session) return session;
      await row.update({
        ...columnsOf(changed),
        refreshed_at: transaction.raw("clock_timestamp()"),
        idle_until: inHours(transaction, idleHours),
      });
      return { ...session, ...changed };
    }),

  async end(key) {
    const [row] = await knex("session.sessions")
      .where({ key_hash: hashOf(key) })
      .delete()
      .returning<Row[]>(["username", "refresh_token", "access_token", "id_token"]);
    return row && sessionOf(row);
  },
});

/**
 * Whoever waits for the row finds it as the one before left it, while `statement_timestamp()` is still from before the
 * wait: so a refresh that happened meanwhile shows.
 */
const locked = async (transaction: Knex.Transaction, key: string): Promise<StoredSession | undefined> => {
  const row = await transaction("session.sessions")
    .where({ key_hash: hashOf(key) })
    .whereRaw("least(idle_until, expires_at) > now()")
    .forUpdate()
    .first<Row | undefined>(
      "*",
      transaction.raw("refreshed_at > statement_timestamp() - make_interval(secs => ?) as fresh", [freshTime]),
    );
  return row && { ...sessionOf(row), expiresAt: row.expires_at, fresh: row.fresh };
};

const inHours = (knex: Knex, hours: number) => knex.raw("now() + make_interval(hours => ?)", [hours]);

const columnsOf = ({ username, refreshToken, accessToken, idToken }: Session) => ({
  username,
  refresh_token: refreshToken,
  access_token: accessToken,
  id_token: idToken,
});

const sessionOf = (row: Row): Session => ({
  username: row.username,
  refreshToken: row.refresh_token,
  accessToken: row.access_token,
  idToken: row.id_token,
});
