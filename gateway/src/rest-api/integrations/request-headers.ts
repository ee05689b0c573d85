import type { Headers } from "../../request/headers.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";
import { headerRow } from "./header-table.ts";

interface Sent {
  /** What the client sent, as far as it goes on at all. */
  readonly client: Headers;
  /** What mappings and templates set. */
  readonly set: Headers;
  /** Of the integration's uri; a mapping may override it. */
  readonly host: string;
}

/**
 * The headers that an HTTP backend gets, Host first: the client's, the mapped ones, and the gateway's own.
 * @throws {GatewayRefusal} 500 for a mapping that API Gateway refuses as well.
 */
export const requestHeaders = ({ request, stage }: Mapped, { client, set, host }: Sent): Headers => {
  requireLegal(set, "http");
  const setHost = set.findLast(([name]) => name.toLowerCase() === "host");
  const sent = [
    ...client.filter(([name]) => goesOn(headerRow(name)?.client.http)),
    ...set.filter(([name]) => goesOn(headerRow(name)?.mapped.http) && name.toLowerCase() !== "host"),
  ];
  return [
    ["Host", setHost?.[1] ?? host],
    ...sent,
    ...defaults(sent, stage.apiId),
    ...request.headers.filter(([name]) => name === "X-Amzn-Trace-Id"),
    ["X-Amzn-Apigateway-Api-Id", stage.apiId],
  ];
};

/** A header that is not in the table goes on, and so does one that passes. */
const goesOn = (passage: string | undefined) => passage === undefined || passage === "passes";

/** @throws {GatewayRefusal} 500 for headers that API Gateway sets itself and lets nobody set. */
export const requireLegal = (set: Headers, to: "http" | "lambda"): void => {
  const illegal = set.find(([name]) => headerRow(name)?.mapped[to] === "fails");
  if (illegal) throw new GatewayRefusal("DEFAULT_5XX", `the header ${illegal[0]} cannot be mapped`);
};

const defaults = (sent: Headers, apiId: string): Headers => {
  const has = (name: string) => sent.some(([given]) => given.toLowerCase() === name);
  return [
    ...(has("user-agent") ? [] : [["User-Agent", `AmazonAPIGateway_${apiId}`] as const]),
    ...(has("accept") ? [] : [["Accept", "application/json"] as const]),
  ];
};
