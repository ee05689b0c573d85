import type { Migration } from "../migrations.ts";

/** What the sample service keeps. A trade is settled once, by somebody. */
export const trades: Migration = {
  name: "0006-trades",
  up: async (knex) => {
    await knex.raw(`
      create table trades.trades (
        id text primary key check (id ~ '^[A-Za-z0-9-]{1,36}$'),
        instrument text not null,
        side text not null check (side in ('buy', 'sell')),
        quantity integer not null check (quantity > 0),
        price numeric(18, 4) not null check (price > 0),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        settled_by text,
        settled_at timestamptz,
        check ((settled_by is null) = (settled_at is null))
      );
      grant select, insert, update, delete on trades.trades to gatehouse_trades;
    `);
  },
};
