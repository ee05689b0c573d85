import type { Knex } from "knex";
import type { Attempt, AttemptFilter, AttemptSummary, Attempts, Position, RecordedLeg } from "../trace/attempts.ts";
import type { Leg } from "../trace/trace.ts";
import { absent } from "./rows.ts";

interface AttemptRow {
  readonly id: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly outcome: string;
  readonly pool_id: string | null;
  readonly client_id: string | null;
  readonly provider: string | null;
  readonly username: string | null;
}

/** A success stands, whatever comes after it; each failure replaces the one before. */
const upsert = `
  insert into sign_in_attempts as known
    (id, started_at, ended_at, pending_until, outcome, pool_id, client_id, provider, username, origin_jti, session_of)
  values (:id, :started, :ended, :pending, coalesce(:outcome, 'pending'), :pool, :client, :provider, :username,
    :originJti, :sessionOf)
  on conflict (id) do update set
    pending_until = coalesce(known.pending_until, excluded.pending_until),
    outcome = case when :outcome::text is null or known.outcome = 'success' then known.outcome else excluded.outcome end,
    ended_at = case when :outcome::text is null or known.outcome = 'success' then known.ended_at else excluded.ended_at end,
    pool_id = coalesce(known.pool_id, excluded.pool_id),
    client_id = coalesce(known.client_id, excluded.client_id),
    provider = coalesce(known.provider, excluded.provider),
    username = coalesce(excluded.username, known.username),
    origin_jti = coalesce(known.origin_jti, excluded.origin_jti),
    session_of = coalesce(known.session_of, excluded.session_of)`;

/** In whatever transaction `knex` is. */
export const recordLeg = async (knex: Knex, leg: Leg): Promise<void> => {
  const { attemptId, poolId, clientId, provider, username, pendingUntil, originJti, sessionOf, ...part } = leg;
  await knex.raw(upsert, {
    id: attemptId,
    started: leg.startedAt,
    ended: leg.outcome ? leg.endedAt : null,
    pending: pendingUntil ?? null,
    outcome: leg.outcome?.code ?? null,
    pool: poolId ?? null,
    client: clientId ?? null,
    provider: provider ?? null,
    username: username ?? null,
    originJti: originJti ?? null,
    sessionOf: sessionOf ?? null,
  });
  await knex("sign_in_legs").insert({ attempt_id: attemptId, request_id: leg.requestId, leg: JSON.stringify(part) });
};

/** Ties the attempt to the tokens that it gives, in whatever transaction `knex` is. */
export const tieToTokens = async (knex: Knex, attemptId: string, originJti: string): Promise<void> => {
  await knex("sign_in_attempts").where({ id: attemptId, origin_jti: null }).update({ origin_jti: originJti });
};

/** @param keptFor seconds, after which an attempt is gone whether it was swept or not */
export const attemptsInPostgres = (knex: Knex, keptFor: number): Attempts => ({
  record: (leg) => knex.transaction((transaction) => recordLeg(transaction, leg)),
  async find(id, now) {
    // Who sends a request may choose its id, but not that of an attempt.
    const row = isUuid(id) && (await kept(knex, keptFor, now).where({ id }).first<AttemptRow | undefined>());
    if (row) return await withLegs(knex, row);
    const ofRequest = knex("sign_in_legs").select("attempt_id").where({ request_id: id });
    const found = await kept(knex, keptFor, now).whereIn("id", ofRequest).first<AttemptRow | undefined>();
    return found && (await withLegs(knex, found));
  },
  async list(filter, now) {
    const rows = await filtered(kept(knex, keptFor, now), filter)
      .orderBy([
        { column: "started_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(filter.limit + 1);
    const page: readonly AttemptRow[] = rows.slice(0, filter.limit);
    const last = page.at(-1);
    return { attempts: page.map(summary), next: last && rows.length > page.length ? positionOf(last) : undefined };
  },
});

const isUuid = (id: string) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);

/** An attempt that nobody came back to has expired; that is seen when it is looked at, and written nowhere. */
const kept = (knex: Knex, keptFor: number, now: Date) => {
  const seen = knex("sign_in_attempts")
    .select("id", "started_at", "ended_at", "pool_id", "client_id", "provider", "username")
    .select(
      knex.raw("case when outcome = 'pending' and pending_until <= ? then 'expired' else outcome end as outcome", [
        now,
      ]),
    )
    .where("started_at", ">", new Date(now.getTime() - keptFor * 1000));
  return knex.from<AttemptRow>(seen.as("seen"));
};

const filtered = (attempts: ReturnType<typeof kept>, { username, outcome, since, until, after }: AttemptFilter) => {
  if (username !== undefined) attempts.where({ username });
  if (outcome !== undefined) attempts.where({ outcome });
  if (since) attempts.where("started_at", ">=", since);
  if (until) attempts.where("started_at", "<", until);
  if (after) attempts.whereRaw("(started_at, id) < (?, ?)", [after.startedAt, after.id]);
  return attempts;
};

const positionOf = ({ started_at, id }: AttemptRow): Position => ({ startedAt: started_at, id });

const summary = (row: AttemptRow): AttemptSummary => ({
  attemptId: row.id,
  startedAt: row.started_at,
  endedAt: absent(row.ended_at),
  outcome: row.outcome,
  poolId: absent(row.pool_id),
  clientId: absent(row.client_id),
  provider: absent(row.provider),
  username: absent(row.username),
});

const withLegs = async (knex: Knex, row: AttemptRow): Promise<Attempt> => {
  const legs = await knex("sign_in_legs").where({ attempt_id: row.id }).orderBy("number").pluck("leg");
  return { ...summary(row), legs: legs.map(recorded) };
};

/** Only the dates of a leg do not survive JSON. */
const recorded = (leg: RecordedLeg): RecordedLeg => ({
  ...leg,
  startedAt: new Date(leg.startedAt),
  endedAt: new Date(leg.endedAt),
  steps: leg.steps.map((step) => ({ ...step, at: new Date(step.at) })),
  checks: leg.checks.map((check) => ({ ...check, at: new Date(check.at) })),
});
