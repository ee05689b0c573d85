import type { Logger } from "@gatehouse/http/log.ts";
import type { Knex } from "knex";
import { turnSigningKeys } from "./signing-keys-in-postgres.ts";

/** For how long after its end a row may still say something, in seconds. */
const keptFor = {
  saml_requests: 0,
  saml_logouts: 0,
  seen_assertions: 0,
  browser_sessions: 0,
  challenges: 0,
  confirmation_codes: 0,
  failed_sign_ins: 0,
  mailbox: 0,
  // A code that comes back after a day is no sign of theft that could still be acted on: see token_families.
  authorization_codes: 86_400,
  // An access token that was refreshed in a family's last second lives for up to a day more, and can be revoked.
  token_families: 86_400 + 60,
} as const;

/** Rows at most in one statement, so that none holds locks for long. */
const batch = 1_000;

/** Removes what has expired. Correctness never waits for it: every query looks at `expires_at` itself. */
export const sweep = async (knex: Knex, now: Date, { tracesKept }: Sweeping): Promise<void> => {
  for (const [table, seconds] of Object.entries(keptFor)) await remove({ table, since: "expires_at", seconds });
  await remove({ table: "sign_in_attempts", since: "started_at", seconds: tracesKept });

  async function remove({ table, since, seconds }: { table: string; since: string; seconds: number }) {
    await knex.raw(
      "delete from ?? where ctid = any(array(select ctid from ?? where ?? < ? limit ? for update skip locked))",
      [table, table, since, new Date(now.getTime() - seconds * 1000), batch],
    );
  }
};

interface Sweeping {
  /** For how long traces of sign-ins are kept, in seconds. */
  readonly tracesKept: number;
}

const minute = 60_000;

interface Upkeep extends Sweeping {
  /** Of signing keys, in milliseconds; undefined: they are kept for ever. */
  readonly keyAge: number | undefined;
  readonly log: Logger;
}

/**
 * Sweeps every minute until it is stopped, and sees to it that signing keys take turns. What fails is logged and tried
 * again at the next minute.
 */
export const sweepRegularly = (knex: Knex, { keyAge, log, tracesKept }: Upkeep): { stop(): Promise<void> } => {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => sweep(knex, new Date(), { tracesKept }))
      .then(() => turnSigningKeys(knex, { age: keyAge, now: new Date() }))
      .catch((err) => log.warn({ err }, "what is due every minute could not be done; tried again in a minute"));
  }, minute);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};
