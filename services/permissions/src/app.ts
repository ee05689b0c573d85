import { connect } from "@gatehouse/db/connect.ts";
import { routesIn } from "@gatehouse/entitlements/routes-in.ts";
import { httpServer } from "@gatehouse/http/http-server.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import type { Express } from "express";
import type { Knex } from "knex";
import { application } from "./application.ts";
import { checkpoints, periodically } from "./checkpoints/checkpoints.ts";
import type { Settings, SettingsOnLambda } from "./settings.ts";

/** Starts the permissions service; resolves when requests are accepted. */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const routes = apiRoutes(settings);
  const knex = connect(settings.PERMISSIONS_DATABASE_URL);
  try {
    const sign = signer(
      knex,
      { key: settings.PERMISSIONS_CHECKPOINT_KEY, file: settings.PERMISSIONS_CHECKPOINTS },
      log,
    );
    const server = await listen(
      httpServer(application({ knex, log, routes, now: Date.now })),
      settings.PERMISSIONS_LISTEN,
    );
    const signing = periodically(sign);
    return {
      close: async () => {
        await server.close();
        await signing.close();
        await knex.destroy();
      },
    };
  } catch (error) {
    await knex.destroy();
    throw error;
  }
};

/** The same service for a place that listens by itself and runs when it is called alone, such as Lambda. */
export const serverless = (settings: SettingsOnLambda, log: Logger): { app: Express; sign: () => Promise<void> } => {
  const knex = connectOne(settings.PERMISSIONS_DATABASE_URL);
  const sign = signer(knex, { key: settings.PERMISSIONS_CHECKPOINT_KEY, file: undefined }, log);
  return { app: application({ knex, log, routes: apiRoutes(settings), now: Date.now }), sign };
};

interface Signing {
  readonly key: Settings["PERMISSIONS_CHECKPOINT_KEY"];
  readonly file: Settings["PERMISSIONS_CHECKPOINTS"];
}

/** Signs nothing where there is no key. */
const signer = (knex: Knex, { key, file }: Signing, log: Logger): (() => Promise<void>) =>
  key === undefined ? async () => {} : checkpoints(knex, { key, ...(file === undefined ? {} : { file }) }, log);

const apiRoutes = ({ PERMISSIONS_API: file }: Pick<Settings, "PERMISSIONS_API">) =>
  file === undefined ? undefined : routesIn(file);

/** A Lambda environment serves one request at a time. */
const connectOne = (databaseUrl: string): Knex => connect(databaseUrl, { poolSize: 1 });
