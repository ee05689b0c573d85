// The one place that makes what the service uses: its connections and its server. Everything else is given them.
import { connect } from "@gatehouse/db/connect.ts";
import { isUnreachable } from "@gatehouse/db/unreachable.ts";
import { httpServer } from "@gatehouse/http/http-server.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { problems } from "@gatehouse/http/problem.ts";
import { shell } from "@gatehouse/http/shell.ts";
import type { Express } from "express";
import { routes } from "./routes.ts";
import type { Settings } from "./settings.ts";
import { type Trades, tradesInPostgres } from "./trades.ts";

/** Starts the service; resolves when requests are accepted. */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const knex = connect(settings.TRADES_DATABASE_URL);
  const ready = async () => void (await knex.raw("select 1"));
  try {
    const app = application(tradesInPostgres(knex), { log, ready });
    const server = await listen(httpServer(app), settings.TRADES_LISTEN);
    const close = async () => {
      await server.close();
      await knex.destroy();
    };
    return { close };
  } catch (error) {
    await knex.destroy();
    throw error;
  }
};

/** The service as an Express application: the shell that every service has, the routes, and the answer to errors. */
const application = (trades: Trades, shellOptions: { log: Logger; ready: () => Promise<void> }): Express => {
  const app = shell(shellOptions);
  app.use(routes(trades));
  app.use(...problems(shellOptions.log, isUnreachable));
  return app;
};
