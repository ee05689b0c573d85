import type { Headers } from "../../request/headers.ts";
import { isAwsSignature } from "../../signatures/find-signature.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { forwarded } from "./forwarded.ts";
import type { Target } from "./target.ts";

/** `X-Forwarded-*` goes on as `Forwarded`; the others the forwarder writes anew. */
const dropped: ReadonlySet<string> = new Set([
  "content-length",
  "forwarded",
  "host",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/**
 * The headers that an HTTP backend gets, Host first: the client's as the mappings left them, and the gateway's own, by
 * which it tells where the request came from. Unconfirmed: the names' spelling, which is the client's here.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 */
export const requestHeaders = (mapped: Mapped, target: Target): Headers => [
  ["Host", target.host(mapped)],
  ...mapped.headers.filter(([name, value]) => !dropped.has(name.toLowerCase()) && !isSignature(name, value)),
  ["Forwarded", forwarded(mapped.request, target.destination)],
  ["Via", "HTTP/1.1 AmazonAPIGateway"],
];

/** A SigV4 signature was meant for the gateway alone. */
const isSignature = (name: string, value: string) => name.toLowerCase() === "authorization" && isAwsSignature(value);
