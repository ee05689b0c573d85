import { createServer } from "node:http";
import { connect } from "@gatehouse/db/connect.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import type { Express } from "express";
import type { Knex } from "knex";
import { application } from "./application.ts";
import type { Settings } from "./settings.ts";

/** Starts the permissions service; resolves when requests are accepted. */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const knex = connect(settings.PERMISSIONS_DATABASE_URL);
  try {
    const server = await listen(createServer(application({ knex, log, now: Date.now })), settings.PERMISSIONS_LISTEN);
    return {
      close: async () => {
        await server.close();
        await knex.destroy();
      },
    };
  } catch (error) {
    await knex.destroy();
    throw error;
  }
};

/** The same service for a place that listens by itself, such as Lambda. */
export const serverless = (databaseUrl: string, log: Logger): Express =>
  application({ knex: connectOne(databaseUrl), log, now: Date.now });

/** A Lambda environment serves one request at a time. */
const connectOne = (databaseUrl: string): Knex => connect(databaseUrl, { poolSize: 1 });
