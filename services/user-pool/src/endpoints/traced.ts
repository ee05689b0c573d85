import type { RequestHandler, Response } from "express";
import { beginTrace, type Outcome, type Trace } from "../trace/trace.ts";
import type { Uses } from "../world.ts";

declare module "express-serve-static-core" {
  interface Locals {
    /** Of the sign-in attempt that the request is part of, if it is part of one. */
    trace: Trace;
  }
}

/** Gives each request a trace to tell its part in a sign-in to, and its log line the attempt's id. */
export const traced =
  ({ now }: Uses<"now">): RequestHandler =>
  (_request, response, next) => {
    const trace = beginTrace(response.locals.requestId, now);
    response.locals.trace = trace;
    response.locals.context = () => (trace.begun ? { attemptId: trace.attemptId } : {});
    next();
  };

/** Records why the sign-in that the request is part of goes no further. */
export const recordRefusal = async (
  response: Response,
  outcome: Outcome,
  { attempts }: Uses<"attempts">,
): Promise<void> => {
  const { trace } = response.locals;
  if (!trace.begun) return;
  trace.reached("refused");
  trace.ended(outcome);
  await attempts.record(trace.leg());
};
