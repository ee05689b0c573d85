import { readEnvironment } from "@gatehouse/config/environment.ts";
import { logger } from "@gatehouse/http/log.ts";
import { expressAsLambda } from "@gatehouse/lambda/express-as-lambda.ts";
import { application } from "./app.ts";
import { functionSettings } from "./settings.ts";

let running: ReturnType<typeof application> | undefined;

/** The token handler behind a Lambda proxy integration. Its environment is read at the first event. */
export const handler = expressAsLambda(() => {
  running ??= application(readEnvironment(functionSettings, process.env), { log: logger("session") });
  return running.app;
});

/** Lets go of pool and database, for a process that hosts the function and is about to end. */
export const close = async (): Promise<void> => {
  await running?.close();
};
