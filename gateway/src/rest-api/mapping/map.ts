import { wholeBody } from "../../forwarder/limited-body.ts";
import { foldedName, isOfTheClient, setByTheFront } from "../../front/header-names.ts";
import { percentEncoded } from "../../request/percent-encoded.ts";
import { isAwsSignature } from "../../signatures/find-signature.ts";
import type { Mapping, Route } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { bodyValue } from "./body-value.ts";
import { mappedHeader } from "./header-value.ts";
import type { Mapped } from "./mapped.ts";
import { sourceValue } from "./source-value.ts";

/**
 * Evaluates a route's mappings. A header that a mapping of any route sets never arrives from the client on any route:
 * not where the mapping's source is absent (API Gateway would let the client's copy through), and not on a route that
 * forgot the mapping.
 */
export const mapper = (routes: readonly Route[]): ((exchange: Exchange) => Promise<Mapped>) => {
  const reserved = new Set(routes.flatMap((route) => headerMappings(route)).flatMap(trusted));
  return async (exchange) => {
    const own = new Set(headerMappings(exchange.route).map(({ to }) => foldedName(to.name)));
    const mayGoOn = ([name, value]: readonly [string, string]) =>
      !reserved.has(foldedName(name)) && !own.has(foldedName(name)) && !isSignature(name, value);
    const headers = exchange.request.headers.filter(mayGoOn);
    return { ...exchange, headers, mapped: evaluated(exchange, await bodyFor(exchange)) };
  };
};

/** A signature was meant for the gateway alone: whoever has it could send the request again. */
const isSignature = (name: string, value: string) => name.toLowerCase() === "authorization" && isAwsSignature(value);

export const mappingsOf = ({ integration }: Route): readonly Mapping[] =>
  "mappings" in integration ? integration.mappings : [];

/** The body is read where a mapping takes something of it, and nowhere else: it may be a long stream. */
const bodyFor = async ({ route, request }: Exchange): Promise<Buffer | null> =>
  mappingsOf(route).some(({ source }) => source.kind === "body") ? wholeBody(request.body) : null;

const headerMappings = (route: Route) => mappingsOf(route).filter(({ to }) => to.in === "header");

/** A header that a mapping only hands through under its own name stays the client's word, and no service can trust it. */
const trusted = ({ to, source }: Mapping) => {
  const name = foldedName(to.name);
  const isHandedThrough = source.kind === "request" && source.in === "header" && foldedName(source.name) === name;
  return isHandedThrough || isOfTheClient(name) || setByTheFront.has(name) ? [] : [name];
};

const evaluated = (exchange: Exchange, body: Buffer | null): Mapped["mapped"] => {
  const values = mappingsOf(exchange.route).flatMap((mapping) => {
    const { source } = mapping;
    const value = source.kind === "body" ? bodyValue(source.path, body) : sourceValue(source, exchange);
    return value === undefined ? [] : [{ mapping, value }];
  });
  const named = (place: Mapping["to"]["in"]) => values.filter(({ mapping }) => mapping.to.in === place);
  return {
    header: named("header").map(({ mapping, value }) => mappedHeader(mapping.to.name, mapping.source, value)),
    querystring: named("querystring").map(({ mapping, value }) => [mapping.to.name, value]),
    path: Object.fromEntries(named("path").map(({ mapping, value }) => [mapping.to.name, inPath(mapping, value)])),
  };
};

/** A raw path parameter stays as it is; anything else must not be able to add segments. */
const inPath = ({ source }: Mapping, value: string) =>
  source.kind === "request" && source.in === "path" ? value : percentEncoded(value);
