import type { APIGatewayProxyEvent } from "./events.ts";

/** What serverless-express builds its request from. */
export interface ProxyRequest {
  method: string;
  /** Path and query as a server would read them from the request line. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  remoteAddress: string;
}

/**
 * Turns a REST proxy event back into the request that the client sent.
 *
 * The library's own translation is not used: it takes the path from the greedy parameter, which has lost its trailing
 * slash, and joins several Cookie headers with a comma, which merges two cookies into one.
 */
export const proxyRequest = (event: APIGatewayProxyEvent): ProxyRequest => {
  const body = bodyOf(event);
  const headers = headersOf(event);
  // API Gateway drops Content-Length from the event; body parsers need it to know that there is a body.
  if (body) headers["content-length"] = String(body.byteLength);
  return {
    method: event.httpMethod,
    path: event.path + queryOf(event),
    headers,
    body,
    remoteAddress: event.requestContext?.identity?.sourceIp ?? "",
  };
};

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEvent) =>
  body ? Buffer.from(body, isBase64Encoded ? "base64" : "utf8") : undefined;

/** `multiValueHeaders` holds every value, `headers` only the last one; test events of consoles have the latter alone. */
const headersOf = ({ headers, multiValueHeaders }: APIGatewayProxyEvent) => {
  const joined: Record<string, string> = Object.create(null);
  for (const [spelled, value] of Object.entries(multiValueHeaders ?? headers ?? {})) {
    const name = spelled.toLowerCase();
    for (const line of [value ?? []].flat())
      joined[name] = joined[name] === undefined ? line : joined[name] + separator(name) + line;
  }
  return joined;
};

/** RFC 9110 5.3: field lines are joined by a comma; RFC 6265 5.4: cookies by a semicolon. */
const separator = (name: string) => (name === "cookie" ? "; " : ", ");

/** The maps hold decoded values (percent-decoded, `+` read as a space), so they are encoded again. */
const queryOf = ({ queryStringParameters, multiValueQueryStringParameters }: APIGatewayProxyEvent) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(multiValueQueryStringParameters ?? queryStringParameters ?? {}))
    for (const one of [value ?? []].flat()) query.append(name, one);
  return query.size > 0 ? `?${query}` : "";
};
