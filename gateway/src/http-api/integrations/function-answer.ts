import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { headerName, headerValue, proxyResult, statusCode } from "../../functions/proxy-result.ts";
import type { Headers } from "../../request/headers.ts";
import type { LambdaProxy } from "../api.ts";

import { Refusal } from "../refusal.ts";
import { responseHeaders } from "./response-headers.ts";

/** Unconfirmed: that members which payload format 2.0 does not know, such as `multiValueHeaders`, are passed over. */
const format2 = z.object({
  statusCode,
  headers: z.record(headerName, headerValue.nullable()).nullish(),
  cookies: z.array(headerValue).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * Reads what a function returned as an HTTP API does. A body in base64 is always decoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @throws {Refusal} 500 where the function's answer has another shape.
 */
export const functionAnswer = (
  result: unknown,
  { payloadFormatVersion }: Pick<LambdaProxy, "payloadFormatVersion">,
): Answer => (payloadFormatVersion === "1.0" ? answer1(result) : answer2(result));

const answer1 = (result: unknown): Answer => {
  const read = proxyResult(result);
  return "fault" in read ? malformed(read.fault) : answered(read);
};

/** What has no `statusCode` is the body itself: JSON, or the text that the function returned as it is. */
const answer2 = (result: unknown): Answer => {
  if (!hasStatusCode(result)) {
    const body = typeof result === "string" ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: [["content-type", "application/json"]], body };
  }
  const parsed = format2.safeParse(result);
  if (!parsed.success) return malformed(z.prettifyError(parsed.error));
  const { statusCode: status, headers, cookies, body, isBase64Encoded } = parsed.data;
  const given = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    value === null ? [] : ([[name, value]] as const),
  );
  const set = (cookies ?? []).map((cookie) => ["set-cookie", cookie] as const);
  return answered({ status, headers: [...given, ...set], body: body ?? "", isBase64Encoded: isBase64Encoded ?? false });
};

const hasStatusCode = (result: unknown): boolean =>
  typeof result === "object" && result !== null && Object.hasOwn(result, "statusCode");

interface Given {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** Text without a type is plain text, as AWS was seen to say; nothing has no type. The front frames the body anew. */
const answered = ({ status, headers, body, isBase64Encoded }: Given): Answer => {
  const kept = responseHeaders(headers).filter(([name]) => name !== "content-length");
  const isTyped = body === "" || kept.some(([name]) => name === "content-type");
  return {
    status,
    headers: isTyped ? kept : [["content-type", "text/plain; charset=utf-8"], ...kept],
    body: isBase64Encoded ? Buffer.from(body, "base64") : body,
  };
};

const malformed = (fault: string): never => {
  throw new Refusal("INTERNAL_SERVER_ERROR", `the function's answer is malformed: ${fault}`);
};
