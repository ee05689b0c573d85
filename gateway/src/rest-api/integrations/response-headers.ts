import { hopByHop } from "../../front/header-names.ts";

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * The gateway speaks for itself with these; what the backend said stays readable under `x-amzn-Remapped-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const remapped: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "max-forwards",
  "server",
  "user-agent",
  "www-authenticate",
  "x-amz-apigw-id",
  "x-amzn-errortype",
  "x-amzn-requestid",
]);

/** Content-Encoding passes as in AWS's table: a body that stays compressed is unreadable without it. */
const dropped: ReadonlySet<string> = new Set(["host", "via"]);

/** What a client gets to see of a backend's headers. Its hop-by-hop headers end here (RFC 9110 7.6.1). */
export const responseHeaders = (headers: Headers): Headers => {
  const ending = namedByConnection(headers);
  return headers.flatMap(([name, value]): Headers => {
    const lower = name.toLowerCase();
    if (remapped.has(lower)) return [[`x-amzn-Remapped-${name}`, value]];
    return hopByHop.has(lower) || dropped.has(lower) || ending.has(lower) ? [] : [[name, value]];
  });
};

const namedByConnection = (headers: Headers) =>
  new Set(
    headers.flatMap(([name, value]) =>
      name.toLowerCase() === "connection" ? value.split(",").map((token) => token.trim().toLowerCase()) : [],
    ),
  );
