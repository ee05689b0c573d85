import type { Knex } from "knex";
import { once } from "./once.ts";

/** Something to look at, and one that only the entitlements freeze: nothing about it differs in the service. */
const trades = [
  { id: "1", instrument: "AAPL", side: "buy", quantity: 100, price: "189.9500", currency: "USD" },
  { id: "2", instrument: "SAP", side: "sell", quantity: 40, price: "243.1000", currency: "EUR" },
  { id: "3", instrument: "VOD", side: "buy", quantity: 2_500, price: "0.7342", currency: "GBP" },
  { id: "4", instrument: "7203", side: "buy", quantity: 300, price: "2841.5000", currency: "JPY" },
  { id: "5", instrument: "NESN", side: "sell", quantity: 75, price: "91.2600", currency: "CHF" },
  { id: "frozen-1", instrument: "GAZP", side: "sell", quantity: 1_000, price: "1.5000", currency: "EUR" },
];

/** Fills an empty schema `trades`, once in the database's life. */
export const seedTrades = (asOwner: Knex): Promise<boolean> =>
  once(asOwner, "trades", async (trx) => {
    await trx.withSchema("trades").table("trades").insert(trades);
  });
