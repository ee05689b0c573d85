import { AnswerTooLarge, BackendFailure, BodyTooLarge } from "../forwarder/failure-of.ts";
import { GatewayRefusal } from "./refusal.ts";

/**
 * The refusal that an error means to the client of a REST API.
 * @throws the error itself, where it is a bug or nobody is there to be told.
 */
export const refusalOf = (error: unknown): GatewayRefusal => {
  if (error instanceof GatewayRefusal) return error;
  if (error instanceof BodyTooLarge) return new GatewayRefusal("REQUEST_TOO_LARGE", error.message);
  if (error instanceof AnswerTooLarge) return new GatewayRefusal("DEFAULT_5XX", error.message);
  if (error instanceof BackendFailure) return ofBackend(error);
  throw error;
};

/**
 * 504 when the service was too slow or broke the connection; a private service that is down is a 500, as behind a VPC
 * link whose target group is empty.
 */
const ofBackend = ({ kind, isPrivate, message }: BackendFailure) => {
  if (kind === "too slow") return new GatewayRefusal("INTEGRATION_TIMEOUT", message);
  if (kind === "unreachable" && isPrivate)
    return new GatewayRefusal("INTEGRATION_FAILURE", message, { status: 500, message: "Internal server error" });
  return new GatewayRefusal("INTEGRATION_FAILURE", message);
};
