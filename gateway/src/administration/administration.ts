import { Failure, failure } from "@gatehouse/http/failure.ts";
import type { Answer } from "../answer.ts";
import type { Facts } from "../facts/facts.ts";
import { BodyTooLarge } from "../forwarder/failure-of.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";
import { idHeaders } from "../rest-api/id-headers.ts";
import { SignatureRefused } from "../signatures/signature-refused.ts";
import { type ActionWorld, actions } from "./actions.ts";
import { ownPath } from "./own-paths.ts";
import { type AdministratorRules, requireAdministrator } from "./require-administrator.ts";

const TooLarge = failure("RequestEntityTooLargeException", 413, "Request Entity Too Large");
const NotFound = failure("NotFoundException", 404, "there is nothing at this address");

export interface AdministrationWorld extends AdministratorRules, ActionWorld {}

/** Answers a request for one of the gateway's own paths. */
export type Administration = (request: ClientRequest, facts: Facts) => Promise<Answer>;

/** What the gateway itself answers to its administrator, and to nobody else. */
export const administration =
  (world: AdministrationWorld): Administration =>
  async (request, facts) => {
    const answer = await answerTo(request, facts, world);
    return { ...answer, headers: [...answer.headers, ["Cache-Control", "no-store"], ...idHeaders(request)] };
  };

const answerTo = async (request: ClientRequest, facts: Facts, world: AdministrationWorld): Promise<Answer> => {
  try {
    await requireAdministrator(request, world);
    return await actionFor(request, world);
  } catch (error) {
    const said = refusalIn(error);
    facts.log.reason = `${said.code}: ${said.reason}`;
    return refused(said);
  }
};

const actionFor = (request: ClientRequest, world: AdministrationWorld) => {
  const { method, path } = request;
  const rest = pathWithoutExtraSlashes(path).slice(ownPath.length);
  for (const action of actions) {
    const found = action.method === method ? action.path.exec(rest) : null;
    if (found) return action.act(world, found.slice(1).map(decoded), request);
  }
  throw new NotFound();
};

/** A stage's `$default` comes as `%24default`. */
const decoded = (segment: string) => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new NotFound();
  }
};

interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** For the log; the message may repeat much of the request. */
  readonly reason: string;
}

/** @throws the error itself where it is a bug. */
const refusalIn = (error: unknown): Said => {
  if (error instanceof Failure)
    return { status: error.status, code: error.code, message: error.message, reason: error.message };
  if (error instanceof BodyTooLarge) return refusalIn(new TooLarge());
  if (!(error instanceof SignatureRefused)) throw error;
  return { status: error.status, code: error.errorType, message: error.message, reason: error.reason };
};

const refused = ({ status, code, message }: Said): Answer => ({
  status,
  headers: [
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", code],
    ...(status === 401 ? [["WWW-Authenticate", "Bearer"] as const] : []),
  ],
  body: JSON.stringify({ message }),
});
