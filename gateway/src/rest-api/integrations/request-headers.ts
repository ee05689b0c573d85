import type { Headers, Mapped } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";

/** What HTTP_PROXY keeps from a backend, as recorded on AWS; hop-by-hop headers ended at the front. */
const dropped: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-length",
  "content-md5",
  "host",
  "max-forwards",
  "server",
  "via",
  "www-authenticate",
]);

/** API Gateway imports mappings to these and then fails every call. */
const illegal: ReadonlySet<string> = new Set([
  "content-length",
  "transfer-encoding",
  "x-amzn-trace-id",
  "x-amzn-apigateway-api-id",
]);

/** Mapped, these vanish without a word. The last three would let a service frame the connection anew. */
const ignored: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "proxy-authenticate",
  "te",
  "via",
  "keep-alive",
  "trailer",
  "upgrade",
]);

/**
 * The headers that an HTTP backend gets, Host first: the client's, the mapped ones, and the gateway's own.
 * @param host of the integration's uri; a mapping may override it.
 * @throws {GatewayRefusal} 500 for a mapping that API Gateway refuses as well, and for a value that no header can carry.
 */
export const requestHeaders = ({ headers, mapped, stage }: Mapped, host: string): Headers => {
  const set = mapped.header.map(([name, value]) => [name, onTheWire(name, value)] as const);
  for (const [name] of set)
    if (illegal.has(name.toLowerCase())) throw misconfigured(`the header ${name} cannot be mapped`);
  const setHost = set.findLast(([name]) => name.toLowerCase() === "host");
  const sent = [
    ...headers.filter(([name, value]) => !dropped.has(name.toLowerCase()) && !isSignature(name, value)),
    ...set.filter(([name]) => !ignored.has(name.toLowerCase()) && name.toLowerCase() !== "host"),
  ];
  return [
    ["Host", setHost?.[1] ?? host],
    ...sent,
    ...defaults(sent, stage.apiId),
    ["X-Amzn-Apigateway-Api-Id", stage.apiId],
  ];
};

/** A SigV4 signature was meant for the gateway alone. */
const isSignature = (name: string, value: string) =>
  name.toLowerCase() === "authorization" && value.startsWith("AWS4-HMAC-SHA256");

const defaults = (sent: Headers, apiId: string): Headers => {
  const has = (name: string) => sent.some(([given]) => given.toLowerCase() === name);
  return [
    ...(has("user-agent") ? [] : [["User-Agent", `AmazonAPIGateway_${apiId}`] as const]),
    ...(has("accept") ? [] : [["Accept", "application/json"] as const]),
  ];
};

/** Headers travel as bytes: a name outside ASCII goes as UTF-8 (RFC 9110 5.5 leaves it to the parties). */
const onTheWire = (name: string, value: string) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get into a header.
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) throw misconfigured(`the value for ${name} holds a control character`);
  return Buffer.from(value, "utf8").toString("latin1");
};

const misconfigured = (reason: string) => new GatewayRefusal("DEFAULT_5XX", reason);
