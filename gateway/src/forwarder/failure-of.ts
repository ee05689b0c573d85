import type { Destination } from "./destination.ts";

/** The client left before there was an answer; nobody is there to be told. */
export class ClientGone extends Error {
  override name = "ClientGone";
}

/** The client's body is larger than API Gateway takes. */
export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

/** A service's answer is larger than API Gateway takes. */
export class AnswerTooLarge extends Error {
  override name = "AnswerTooLarge";
}

/**
 * A service gave no answer. Every kind of API has words of its own for that.
 * `too slow`: no complete answer in time; `unreachable`: no byte of the request was sent; `broken`: the connection broke.
 */
export class BackendFailure extends Error {
  override name = "BackendFailure";
  readonly kind: "too slow" | "unreachable" | "broken";
  /** Behind the VPC link. */
  readonly isPrivate: boolean;
  constructor(kind: BackendFailure["kind"], reason: string, { isPrivate }: Pick<Destination, "isPrivate">) {
    super(reason);
    this.kind = kind;
    this.isPrivate = isPrivate;
  }
}

/** Nothing listens, or cannot be found. */
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

/** What a failed call was. */
export const failureOf = (error: unknown, destination: Destination): Error => {
  if (error instanceof BackendFailure || error instanceof BodyTooLarge || error instanceof ClientGone) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  const reason = `${destination.socket ?? destination.origin}: ${[code, message].filter(Boolean).join(" ")}`;
  return new BackendFailure(kindOf(code), reason, destination);
};

const kindOf = (code: string): BackendFailure["kind"] => {
  if (tooSlow.has(code)) return "too slow";
  return unreachable.has(code) ? "unreachable" : "broken";
};
