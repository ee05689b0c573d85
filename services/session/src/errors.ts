import { isUnreachable } from "@gatehouse/db/unreachable.ts";
import { BadCookie, readCookies } from "@gatehouse/http/cookies.ts";
import { Failure, failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { unexpected } from "@gatehouse/http/shell.ts";
import { PoolUnreachable } from "@gatehouse/user-pool-client/pool-request.ts";
import type { ErrorRequestHandler, Response } from "express";
import { SignInRefused } from "./endpoints/callback.ts";
import { noticePage } from "./pages.ts";
import { NoSession } from "./refresh.ts";
import { noCookies } from "./session-cookies.ts";

const AmbiguousCookies = failure(
  "AmbiguousCookies",
  400,
  "The browser sent contradicting cookies, which were removed. Sign in again.",
);

const Unavailable = failure("Unavailable", 503, "Sign-in is not available at the moment. Please try again shortly.");

/** Whose answers people read; scripts read the others. */
const pagePaths = ["/auth/login", "/auth/callback"];

/** Writes every error of this service: as a page or as JSON, with the reason in the log and never on the wire. */
export const writeErrors = (log: Logger): ErrorRequestHandler => {
  const bug = unexpected(log, (status, response) => write(response, status, "Something went wrong.", undefined));
  return (error, request, response, next) => {
    const known = knownError(error);
    if (!known || response.headersSent) return void bug(error, request, response, next);
    response.locals.reason = reasonOf(error);
    if (known.status >= 500) log.error({ requestId: response.locals.requestId, err: error }, known.code);
    // What cannot be told apart, or belongs to no session, is of no more use to the browser.
    if (known instanceof AmbiguousCookies || known instanceof NoSession)
      response.append("set-cookie", noCookies(readCookies(request.headers.cookie)));
    write(response, known.status, known.message, known instanceof SignInRefused ? reasonOf(known.cause) : undefined);
  };
};

const knownError = (error: unknown): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (error instanceof BadCookie) return new AmbiguousCookies(undefined, { cause: error });
  if (error instanceof PoolUnreachable || isUnreachable(error)) return new Unavailable(undefined, { cause: error });
  return undefined;
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} ${reasonOf(error.cause)}`;
};

const write = (response: Response, status: number, message: string, detail: string | undefined) => {
  response.status(status);
  if (!pagePaths.includes(response.req.path)) return void response.json({ message });
  const { requestId } = response.locals;
  response.type("html").send(noticePage({ title: "Sign-in did not work", message, detail, requestId }));
};
