import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { format1Head, headersOf, headerValue } from "../../functions/proxy-result.ts";
import { responseHeaders } from "./response-headers.ts";

/** What a function that streams says in front of its payload; it may set cookies as those behind HTTP APIs do. */
export const streamedHead = format1Head.extend({ cookies: z.array(headerValue).nullish() });

/** The status and the headers that the client gets. */
export const answerHead = ({
  statusCode,
  cookies,
  ...head
}: z.output<typeof streamedHead>): Pick<Answer, "status" | "headers"> => ({
  status: statusCode,
  headers: [...responseHeaders(headersOf(head)), ...(cookies ?? []).map((cookie) => ["Set-Cookie", cookie] as const)],
});
