import type { Answer } from "../../answer.ts";
import type { Integration, ResponseMapping } from "../api.ts";
import { Refusal } from "../refusal.ts";
import type { Seen } from "../seen.ts";
import { changedHeaders } from "./change-headers.ts";
import { fromResponse, type ReadPiece, textOf } from "./piece-value.ts";

/** Whether a response of a status has to be there in one piece for its mappings. */
export const looksInside = (status: number, { responseMappings }: Pick<Integration, "responseMappings">): boolean =>
  (responseMappings.get(status) ?? []).some(({ value }) => value.some(({ kind }) => kind === "body"));

/**
 * Evaluates the response mappings for the status that the backend answered with. Names are in lower case, as all are that
 * a client of an HTTP API gets to see.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * @throws {Refusal} a 500 for a status or a header that cannot be sent.
 */
export const mappedResponse = (
  answer: Answer,
  { responseMappings }: Pick<Integration, "responseMappings">,
  seen: Seen,
): Answer => {
  const mappings = responseMappings.get(answer.status) ?? [];
  if (mappings.length === 0) return answer;
  const read = fromResponse(answer.headers, inOnePiece(answer.body), seen);
  return mappings.reduce((mapped: Answer, mapping) => changed(mapped, mapping, read), answer);
};

const changed = (answer: Answer, { action, to, value }: ResponseMapping, read: ReadPiece): Answer => {
  const text = textOf(value, read);
  if (to.in === "header")
    return { ...answer, headers: changedHeaders(answer.headers, { action, name: to.name.toLowerCase(), value: text }) };
  if (text === undefined) return answer;
  if (!/^[2-5]\d\d$/.test(text))
    throw new Refusal("INTERNAL_SERVER_ERROR", `overwrite:statuscode made ${JSON.stringify(text)}, which is no status`);
  return { ...answer, status: Number(text) };
};

const inOnePiece = (body: Answer["body"]): Buffer => {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : "");
};
