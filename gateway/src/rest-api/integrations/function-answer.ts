import type { Answer } from "../../answer.ts";
import { proxyResult } from "../../functions/proxy-result.ts";
import { malformedAnswer } from "./function-failed.ts";
import { responseHeaders } from "./response-headers.ts";

/**
 * Reads what a function returned as a REST API does.
 * @param decodes whether the client accepts a binary media type; a body in base64 reaches any other client as it is.
 * @throws {GatewayRefusal} 502 where the function's answer has another shape.
 */
export const functionAnswer = (result: unknown, decodes: boolean): Answer => {
  const read = proxyResult(result);
  if ("fault" in read) throw malformedAnswer(read.fault);
  const { status, headers, body, isBase64Encoded } = read;
  return {
    status,
    headers: responseHeaders(headers),
    body: isBase64Encoded && decodes ? Buffer.from(body, "base64") : body,
  };
};
