import { setTimeout } from "node:timers/promises";
import type { Knex } from "knex";

const retries = 3;

/** Somebody else's transaction and this one cannot both be: one of them has to begin anew. */
const conflicts = new Set(["40001", "40P01"]);

/** Whether PostgreSQL gave up a transaction for another's sake (serialization failure, deadlock). */
export const isConflict = (error: unknown): boolean => conflicts.has((error as { code?: string } | null)?.code ?? "");

/** Runs a transaction, and again where it lost against another; a part of a transaction cannot be run again alone. */
export const retried = async <T>(knex: Knex, transaction: () => Promise<T>): Promise<T> => {
  for (let left = knex.isTransaction ? 0 : retries; ; left--) {
    try {
      return await transaction();
    } catch (error) {
      if (left === 0 || !isConflict(error)) throw error;
    }
    // Two that met once shall not meet again at once.
    await setTimeout(Math.random() * 20);
  }
};
