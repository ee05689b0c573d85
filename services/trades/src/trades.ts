import type { Knex } from "knex";
import { AlreadySettled, TradeNotFound } from "./failures.ts";

export interface Trade {
  readonly id: string;
  readonly instrument: string;
  readonly side: "buy" | "sell";
  readonly quantity: number;
  /** A decimal number, as text: money is not a binary fraction. */
  readonly price: string;
  readonly currency: string;
  /** Who settled it and when; null while it is open. */
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
}

/** What the routes need from wherever trades are kept. */
export interface Trades {
  list(): Promise<readonly Trade[]>;
  find(id: string): Promise<Trade | undefined>;
  /**
   * Settles a trade that is open; of several who try at once, one succeeds.
   * @throws {TradeNotFound} @throws {AlreadySettled}
   */
  settle(id: string, user: string): Promise<Trade>;
}

const columns = [
  "id",
  "instrument",
  "side",
  "quantity",
  "price",
  "currency",
  "settled_by as settledBy",
  "settled_at as settledAt",
];

export const tradesInPostgres = (knex: Knex): Trades => {
  const trades = () => knex.withSchema("trades").table("trades");
  const find = (id: string) => trades().where({ id }).first(columns);
  return {
    list: () => trades().select(columns).orderBy("id"),
    find,
    settle: async (id, user) => {
      // One statement finds the trade open and takes it, so that nobody comes between.
      const [settled] = await trades()
        .where({ id, settled_at: null })
        .update({ settled_by: user, settled_at: knex.fn.now() }, columns);
      if (settled) return settled;
      throw (await find(id)) ? new AlreadySettled() : new TradeNotFound();
    },
  };
};
