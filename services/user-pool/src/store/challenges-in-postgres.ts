import type { Knex } from "knex";
import type { Challenges, NewChallenge } from "../challenges/challenge.ts";

export const challengesInPostgres = (knex: Knex): Challenges => ({
  async find(sessionHash, now) {
    const row = await knex("challenges").where({ session_hash: sessionHash }).where("expires_at", ">", now).first();
    return row && { poolId: row.pool_id, clientId: row.client_id, username: row.username, ...row.challenge };
  },
  save: (challenge) => saveChallenge(knex, challenge),
  take: (sessionHash, now) => takeChallenge(knex, sessionHash, now),
});

export const saveChallenge = async (knex: Knex, open: NewChallenge): Promise<void> => {
  const { known, by, challenge } = open;
  await knex("challenges").insert({
    session_hash: open.sessionHash,
    pool_id: open.poolId,
    client_id: open.clientId,
    username: open.username,
    challenge: JSON.stringify({ known, by, challenge }),
    expires_at: open.expires,
  });
};

export const takeChallenge = async (knex: Knex, sessionHash: Buffer, now: Date): Promise<boolean> => {
  const taken = await knex("challenges").where({ session_hash: sessionHash }).where("expires_at", ">", now).delete();
  return taken === 1;
};
