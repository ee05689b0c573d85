import type { Knex } from "knex";

/** Makes others wait in the database until it is released, so that a process can be caught in a known place. */
export interface Lock {
  /** Resolves when somebody waits for it. */
  awaited(): Promise<void>;
  release(): Promise<void>;
}

const arbitrary = 20_261_127;

/** Nobody changes rows of the table: who tries waits in the midst of a transaction. */
export const lockTable = (admin: Knex, table: string): Promise<Lock> =>
  held(admin, `lock table ${table} in share mode`);

/**
 * Who has changed rows of the table waits when it commits: all of its work is done, and whatever becomes of the process,
 * the database completes the commit when the lock is released.
 */
export const lockCommits = async (admin: Knex, table: string): Promise<Lock> => {
  await admin.raw(`
    create or replace function public.wait_at_commit() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(${arbitrary}); return null; end $$;
    create constraint trigger wait_at_commit after insert or update or delete on ${table}
      deferrable initially deferred for each row execute function public.wait_at_commit()`);
  const lock = await held(admin, `select pg_advisory_xact_lock(${arbitrary})`);
  return {
    awaited: lock.awaited,
    async release() {
      await lock.release();
      await admin.raw(`drop trigger wait_at_commit on ${table}`);
    },
  };
};

const waiting = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

const held = async (admin: Knex, statement: string): Promise<Lock> => {
  const transaction = await admin.transaction();
  await transaction.raw("set local idle_in_transaction_session_timeout = 0");
  await transaction.raw(statement);
  const waiters = async () => (await admin.raw(waiting)).rows.map(({ pid }: { pid: number }) => pid);
  return {
    async awaited() {
      while ((await waiters()).length === 0) await briefly();
    },
    async release() {
      const pids = await waiters();
      await transaction.rollback();
      while (await anyBackend(admin, pids)) await briefly();
    },
  };
};

/** What the server does for somebody who is gone ends with the statement that has waited. */
const anyBackend = async (admin: Knex, pids: readonly number[]) => {
  const { rows } = await admin.raw("select 1 from pg_stat_activity where pid = any(?) and state <> 'idle'", [
    [...pids],
  ]);
  return rows.length > 0;
};

const briefly = () => new Promise((resolve) => setTimeout(resolve, 10));
