import type { APIGatewayProxyResult } from "./events.ts";

/** What serverless-express collected from the application. */
export interface CollectedResponse {
  statusCode: number;
  headers: Record<string, string | number | readonly string[]>;
  body: string;
  isBase64Encoded: boolean;
}

/**
 * The answer of a proxy function. Every header goes into `multiValueHeaders`, the only place where a REST API takes
 * several Set-Cookie lines from.
 */
export const proxyResult = ({
  statusCode,
  headers,
  body,
  isBase64Encoded,
}: CollectedResponse): APIGatewayProxyResult => ({
  statusCode,
  multiValueHeaders: Object.fromEntries(
    Object.entries(headers)
      // The gateway frames the message itself.
      .filter(([name]) => name !== "transfer-encoding" && name !== "connection")
      .map(([name, value]) => [name, [value].flat().map(String)]),
  ),
  body,
  isBase64Encoded,
});

/** A body that is not text would be broken by the JSON of the answer, so it travels in base64. */
export const isBinary = ({ headers }: Pick<CollectedResponse, "headers">): boolean => {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") return true;
  const type = headers["content-type"];
  return type !== undefined && !text.test(String(type));
};

const text = /^\s*(text\/|application\/([\w.-]+\+)?(json|xml)\b|application\/(javascript|x-www-form-urlencoded)\b)/i;
