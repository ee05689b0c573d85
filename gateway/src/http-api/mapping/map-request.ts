import { wholeBody } from "../../forwarder/limited-body.ts";
import { foldedName } from "../../front/header-names.ts";
import type { RequestMapping, Route } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { changedHeaders } from "./change-headers.ts";
import { changedQuery } from "./change-query.ts";
import type { Mapped } from "./mapped.ts";
import { mappedPath } from "./mapped-path.ts";
import { fromRequest, type ReadPiece, textOf } from "./piece-value.ts";
import { trustedHeaders } from "./trusted-headers.ts";

/**
 * Evaluates a route's request mappings, each of them on the request as the client sent it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * @throws {Refusal} a 500 for what cannot be sent; {@link BodyTooLarge} where a mapping looks into the body.
 */
export const requestMapper = (routes: readonly Route[]): ((exchange: Exchange) => Promise<Mapped>) => {
  const trusted = trustedHeaders(routes);
  return async (exchange) => {
    const { request, route } = exchange;
    const mappings = route.integration.requestMappings;
    const looksInside = mappings.some(({ value }) => value.some(({ kind }) => kind === "body"));
    const read = fromRequest(exchange, looksInside ? await wholeBody(request.body) : Buffer.alloc(0));
    const headers = request.headers.filter(([name]) => !trusted.has(foldedName(name)));
    return mappings.reduce((mapped: Mapped, mapping) => changed(mapped, mapping, read), {
      ...exchange,
      headers,
      query: request.query,
      path: null,
    });
  };
};

const changed = (mapped: Mapped, { action, to, value }: RequestMapping, read: ReadPiece): Mapped => {
  if (to.in === "path") return { ...mapped, path: mappedPath(value, read) };
  const change = { action, name: to.name, value: textOf(value, read) };
  return to.in === "header"
    ? { ...mapped, headers: changedHeaders(mapped.headers, change) }
    : { ...mapped, query: changedQuery(mapped.query, change) };
};
