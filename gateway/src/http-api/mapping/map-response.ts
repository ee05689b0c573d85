import type { Readable } from "node:stream";
import type { Answer } from "../../answer.ts";
import type { Integration, ResponseMapping } from "../api.ts";
import { Refusal } from "../refusal.ts";
import type { Seen } from "../seen.ts";
import { changedHeaders } from "./change-headers.ts";
import { fromResponse, type ReadPiece, textOf } from "./piece-value.ts";

/**
 * Evaluates the response mappings for the status that the backend answered with. Names are in lower case, as all are that
 * a client of an HTTP API gets to see.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * @throws {Refusal} a 500 for a status or a header that cannot be sent.
 */
export const mappedResponse = async (
  answer: Answer,
  { responseMappings }: Pick<Integration, "responseMappings">,
  seen: Seen,
): Promise<Answer> => {
  const mappings = responseMappings.get(answer.status) ?? [];
  if (mappings.length === 0) return answer;
  const looksInside = mappings.some(({ value }) => value.some(({ kind }) => kind === "body"));
  const whole = looksInside ? { ...answer, body: await inOnePiece(answer.body) } : answer;
  const read = fromResponse(answer.headers, Buffer.isBuffer(whole.body) ? whole.body : Buffer.alloc(0), seen);
  return mappings.reduce((mapped: Answer, mapping) => changed(mapped, mapping, read), whole);
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

/** API Gateway's limit of an answer's payload, in bytes. */
const largestAnswer = 10_485_760;

const inOnePiece = async (body: Answer["body"]): Promise<Buffer> => {
  if (body === null || typeof body === "string") return Buffer.from(body ?? "");
  return Buffer.isBuffer(body) ? body : collected(body);
};

const collected = async (body: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > largestAnswer)
      throw new Refusal("INTERNAL_SERVER_ERROR", `the answer is larger than ${largestAnswer} bytes`);
  }
  return Buffer.concat(chunks);
};
