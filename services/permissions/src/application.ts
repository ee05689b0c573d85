import { isUnreachable } from "@gatehouse/db/unreachable.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { problems } from "@gatehouse/http/problem.ts";
import { shell } from "@gatehouse/http/shell.ts";
import type { Express } from "express";
import type { World } from "./operation.ts";
import { router } from "./router.ts";
import { routes } from "./routes.ts";
import { StillInLine } from "./store/in-turn.ts";
import { isConflict } from "./store/retried.ts";

/** The service as an Express application. */
export const application = ({ log, ...world }: World & { log: Logger }): Express => {
  const ready = async () => {
    await world.knex.raw("select 1");
  };
  const app = shell({ log, ready });
  app.use(router(routes, world));
  app.use(...problems(log, isOutage));
  return app;
};

/** That others were first, again and again or for too long, is a matter of the moment, too. */
const isOutage = (error: unknown) => isUnreachable(error) || isConflict(error) || error instanceof StillInLine;
