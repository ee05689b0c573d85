import { GatewayRefusal } from "../rest-api/refusal.ts";
import type { Destination } from "./destination.ts";

/** The client left before there was an answer; nobody is there to be told. */
export class ClientGone extends Error {
  override name = "ClientGone";
}

/** Nothing listens, or cannot be found: no byte of the request was sent. */
const unreachable: ReadonlySet<string> = new Set([
  "EACCES",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const tooSlow: ReadonlySet<string> = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/**
 * What a failed call means for the client: 504 when the service was too slow or broke the connection; a private service
 * that is down is a 500, as behind a VPC link whose target group is empty.
 */
export const failureOf = (error: unknown, { origin, isPrivate, socket }: Destination): Error => {
  if (error instanceof GatewayRefusal || error instanceof ClientGone) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  const reason = `${socket ?? origin}: ${[code, message].filter(Boolean).join(" ")}`;
  if (tooSlow.has(code)) return new GatewayRefusal("INTEGRATION_TIMEOUT", reason);
  if (unreachable.has(code) && isPrivate)
    return new GatewayRefusal("INTEGRATION_FAILURE", reason, { status: 500, message: "Internal server error" });
  return new GatewayRefusal("INTEGRATION_FAILURE", reason);
};
