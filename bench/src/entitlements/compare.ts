import { grantsInPostgres } from "@gatehouse/authorizer/grants-in-postgres.ts";
import { connect } from "@gatehouse/db/connect.ts";
import type { Knex } from "knex";
import { usernameOf } from "./fill.ts";
import type { FilledDatabase } from "./with-databases.ts";

/** What cold decisions cost the database with so many users. */
export interface Cost {
  readonly users: number;
  /** Of all lookups, in milliseconds, in order. */
  readonly times: readonly number[];
  /** Queries for one lookup. */
  readonly roundTrips: number;
  /** Grants that one lookup finds. */
  readonly grants: number;
  /** EXPLAIN (ANALYZE, BUFFERS) of the lookup, as PostgreSQL words it. */
  readonly plan: readonly string[];
}

export interface Outcome {
  readonly costs: readonly Cost[];
  /** Whether each database's median is within `limit` times that of the first. */
  readonly within: boolean;
}

/** How much more a lookup may cost than in the smallest database. */
export const limit = 1.5;

const rounds = 60;
const lookupsOfARound = 50;

/** Measures all databases in turns, so that what else the machine does touches them alike. */
export const compare = async (databases: readonly FilledDatabase[]): Promise<Outcome> => {
  const opened = databases.map(({ users, url }) => ({
    users,
    knex: connect(url, { poolSize: 1 }),
    times: [] as number[],
  }));
  try {
    const questions = await Promise.all(opened.map(({ knex }) => questionOf(knex)));
    // The first round fills caches: those of the server, and those of this process.
    for (let round = 0; round <= rounds; round++)
      for (const { users, knex, times } of turned(opened, round)) {
        const taken = await timesOf(knex, users);
        if (round > 0) times.push(...taken);
      }
    const costs = await Promise.all(
      opened.map(async ({ users, knex, times }, index) => ({
        users,
        times: times.toSorted((one, other) => one - other),
        ...(questions[index] ?? { roundTrips: 0, grants: 0 }),
        plan: await planOf(knex, users),
      })),
    );
    return { costs, within: costs.every((cost) => quantile(cost, 0.5) <= limit * quantile(costs[0] ?? cost, 0.5)) };
  } finally {
    await Promise.all(opened.map(({ knex }) => knex.destroy()));
  }
};

/** The time, in milliseconds, within which a part of the lookups was answered. */
export const quantile = ({ times }: Pick<Cost, "times">, part: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;

/** Who comes first has it a little worse. */
const turned = <Item>(items: readonly Item[], round: number) => (round % 2 === 0 ? items : items.toReversed());

const timesOf = async (knex: Knex, users: number) => {
  const find = grantsInPostgres(knex);
  const times: number[] = [];
  for (let lookup = 0; lookup < lookupsOfARound; lookup++) {
    const username = usernameOf(Math.floor(Math.random() * users));
    const before = performance.now();
    await find(username, []);
    times.push(performance.now() - before);
  }
  return times;
};

const questionOf = async (knex: Knex) => {
  const { queries, grants } = await watched(knex, usernameOf(0));
  return { roundTrips: queries.length, grants };
};

const planOf = async (knex: Knex, users: number): Promise<string[]> => {
  const { queries } = await watched(knex, usernameOf(Math.floor(users / 2)));
  const [{ sql, bindings } = { sql: "", bindings: [] }] = queries;
  const client = await knex.client.acquireConnection();
  try {
    const { rows } = await client.query({ text: `explain (analyze, buffers) ${sql}`, values: bindings });
    return rows.map((row: Record<string, string>) => row["QUERY PLAN"] ?? "");
  } finally {
    await knex.client.releaseConnection(client);
  }
};

interface Query {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

const watched = async (knex: Knex, username: string) => {
  const queries: Query[] = [];
  const note = (query: Query) => queries.push(query);
  knex.on("query", note);
  const { length: grants } = await grantsInPostgres(knex)(username, []);
  knex.removeListener("query", note);
  return { queries, grants };
};
