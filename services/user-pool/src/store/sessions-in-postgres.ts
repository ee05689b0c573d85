import type { Knex } from "knex";
import type { BrowserSessions } from "../sign-in/browser-session.ts";
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
      }
    );
  },
  async end(cookieHash) {
    await knex("browser_sessions").where({ cookie_hash: cookieHash }).delete();
  },
});
