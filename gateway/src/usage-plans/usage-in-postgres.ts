import type { Knex } from "knex";
import type { CountUsage } from "./count-usage.ts";

/** One statement, so that of two requests for the last place exactly one gets it. */
export const usageInPostgres =
  (knex: Knex): CountUsage =>
  async ({ plan, key, since, limit }) => {
    const { rowCount } = await knex.raw(
      `insert into gateway.usage as counted (plan, api_key, since, requests) values (:plan, :key, :since, 1)
       on conflict (plan, api_key, since) do update set requests = counted.requests + 1
       where counted.requests < :limit`,
      { plan, key, since, limit },
    );
    return rowCount === 1;
  };
