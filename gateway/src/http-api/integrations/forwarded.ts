import type { Destination } from "../../forwarder/destination.ts";
import type { ApiRequest } from "../../request/client-request.ts";

type Known = Pick<ApiRequest, "sourceIp" | "domainName" | "headers" | "body">;

/**
 * Where a request came from, as API Gateway tells it: `by=10.0.0.1;for=192.0.2.7;host=api.example.com;proto=https`, less
 * `by` over a VPC link.
 */
export const forwarded = (
  { sourceIp, domainName, headers, body }: Known,
  { isPrivate }: Pick<Destination, "isPrivate">,
) => {
  const by = isPrivate ? undefined : body.socket?.localAddress?.replace(/^::ffff:/, "");
  const proto = headers.find(([name]) => name === "X-Forwarded-Proto")?.[1];
  const pairs = { by: by && node(by), for: node(sourceIp), host: domainName, proto };
  return Object.entries(pairs)
    .flatMap(([name, value]) => (value ? [`${name}=${written(value)}`] : []))
    .join(";");
};

/** RFC 7239 6: an IPv6 address stands in brackets. */
const node = (address: string) => (address.includes(":") ? `[${address}]` : address);

/** RFC 7239 4: what is no token, such as a host with a port, stands in quotes. The front lets no quotes into a Host. */
const written = (value: string) => (/^[\w.!#$%&'*+^`|~-]+$/.test(value) ? value : `"${value}"`);
