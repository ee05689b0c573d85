import type { Answer } from "../answer.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { finished } from "./finished.ts";
import { Refusal, refusals } from "./refusal.ts";

/** What the client gets instead of the backend's answer. */
export const refused = ({ type, headers }: Refusal): Answer => ({
  status: refusals[type].status,
  headers: [["content-type", "application/json"], ...headers],
  body: JSON.stringify({ message: refusals[type].message }),
});

/** What an HTTP API answers where none of its stages is. */
export const notFound = (request: ClientRequest): Answer =>
  finished(refused(new Refusal("NOT_FOUND", "no stage")), request, null);
