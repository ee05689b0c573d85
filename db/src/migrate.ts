import { CannotStart } from "@gatehouse/http/main.ts";
import type { Knex } from "knex";
import { type Migration, migrations } from "./migrations.ts";

/** Where the database keeps its own history: `migrations.applied` and `migrations.seeded`. */
const schema = "migrations";

/**
 * Brings the database to the shape that this code needs, in one transaction. To be called by one at a time, as owner.
 * @returns the names of the migrations that were due.
 * @throws {CannotStart} where the database was made by newer code.
 */
export const migrate = async (asOwner: Knex, all: readonly Migration[] = migrations): Promise<string[]> => {
  await asOwner.raw("create schema if not exists ??", [schema]);
  await refuseNewer(asOwner, all);
  const migrator = asOwner.migrate;
  const settings = { schemaName: schema, tableName: "applied", migrationSource: sourceOf(all) };
  // The caller keeps others out; knex's own lock stays behind when a process is killed while it migrates.
  if (await hasHistory(asOwner)) await migrator.forceFreeMigrationsLock(settings);
  const [, applied]: [number, string[]] = await migrator.latest(settings);
  await asOwner.raw(
    "create table if not exists ??.seeded (name text primary key, at timestamptz not null default now())",
    [schema],
  );
  return applied;
};

const sourceOf = (all: readonly Migration[]): Knex.MigrationSource<Migration> => ({
  getMigrations: async () => [...all],
  getMigrationName: ({ name }) => name,
  getMigration: async ({ up }) => ({ up, down: backwards }),
});

const backwards = () => Promise.reject(new Error("migrations go forward: write another one"));

const hasHistory = (asOwner: Knex) => asOwner.schema.withSchema(schema).hasTable("applied");

const refuseNewer = async (asOwner: Knex, all: readonly Migration[]) => {
  if (!(await hasHistory(asOwner))) return;
  const applied: string[] = await asOwner.withSchema(schema).table("applied").pluck("name");
  const known = new Set(all.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new CannotStart(
      `the database was made by newer code: it has the migration ${unknown.join(", ")}, which is not known here; update this code, or run npm run reset to throw the data away`,
    );
};
