import { AnswerTooLarge, BackendFailure, BodyTooLarge } from "../forwarder/failure-of.ts";
import { Refusal } from "./refusal.ts";

/**
 * The refusal that an error means to the client of an HTTP API. Whatever kept a service from answering in time is a 503
 * (cortexlabs/cortex#1225 saw it on AWS). Unconfirmed: that a service which is too slow is none of its own, such as a 504.
 * @throws the error itself, where it is a bug or nobody is there to be told.
 */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof BodyTooLarge) return new Refusal("REQUEST_TOO_LARGE", error.message);
  if (error instanceof AnswerTooLarge) return new Refusal("INTERNAL_SERVER_ERROR", error.message);
  if (error instanceof BackendFailure) return new Refusal("SERVICE_UNAVAILABLE", error.message);
  throw error;
};
