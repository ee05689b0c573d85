import { Failure, failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import { unexpected } from "@gatehouse/http/shell.ts";
import { type ErrorRequestHandler, type RequestHandler, Router } from "express";
import type { World } from "../world.ts";
import { mailbox } from "./mailbox.ts";
import { signInAttempt } from "./sign-in-attempt.ts";
import { signInAttempts } from "./sign-in-attempts.ts";

const Unauthorized = failure("unauthorized", 401, "expected Authorization: Bearer and the administrator's secret");
const NotFound = failure("not_found", 404, "there is nothing at this address");

interface Administration {
  /** Undefined: nobody is an administrator. */
  readonly secret: string | undefined;
  readonly log: Logger;
}

/** What Gatehouse itself answers to its administrator, under a path that Cognito does not have. */
export const administration = (world: World, { secret, log }: Administration): Router => {
  const router = Router();
  router.use("/_gatehouse", onlyAdministrators(secret));
  for (const { method, path, answer } of [signInAttempts, signInAttempt, mailbox])
    router[method](path, (request, response) => answer(request, response, world));
  router.use("/_gatehouse", () => {
    throw new NotFound();
  });
  router.use(
    "/_gatehouse",
    failed,
    unexpected(log, (status, response) => response.status(status).json({ error: "server_error" })),
  );
  return router;
};

const onlyAdministrators =
  (secret: string | undefined): RequestHandler =>
  (request, response, next) => {
    response.set({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" });
    const shown = /^Bearer ([\w-]+)$/.exec(request.get("authorization") ?? "")?.[1];
    if (secret === undefined || shown === undefined || !isSameSecret(shown, secret)) throw new Unauthorized();
    next();
  };

const failed: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof Failure)) return next(error);
  response.locals.reason = `${error.code}: ${error.message}`;
  if (error.status === 401) response.set("WWW-Authenticate", "Bearer");
  response.status(error.status).json({ error: error.code, message: error.message });
};
