import { CannotStart } from "@gatehouse/http/main.ts";
import { hasDotSegment } from "../../front/request-target.ts";
import type { Headers } from "../../request/headers.ts";
import { percentEncoded } from "../../request/percent-encoded.ts";
import type { HttpTarget, Route } from "../api.ts";

import { GatewayRefusal } from "../refusal.ts";

/** An integration's uri, taken apart once at the start. */
export interface UriTemplate {
  /** `http://trades:8080`. */
  readonly origin: string;
  readonly host: string;
  /** Path and query for one request. */
  target(filling: Filling): string;
}

export interface Filling {
  /** For its `{param}`, ready to stand in a path. */
  readonly path: Readonly<Record<string, string>>;
  /** Pieces that are ready to stand in a query, behind the uri's own. */
  readonly query: readonly string[];
}

const shape = /^(https?:\/\/([^/?#{}]+))(\/[^#]*)?$/;

/**
 * @param uri with its stage variables replaced and its `{param}` still in it.
 * @throws {CannotStart} where the host would depend on the request, or a `{param}` has no mapping.
 */
export const uriTemplate = (
  uri: string,
  { mappings }: Pick<HttpTarget, "mappings">,
  { place }: Pick<Route, "place">,
): UriTemplate => {
  const [, origin, host, target = "/"] = shape.exec(uri) ?? [];
  if (!origin || !host)
    throw new CannotStart(`${place}: uri: expected http://host/path with no {param} in the host, received ${uri}`);
  // Odd pieces are the names between braces.
  const pieces = target.split(/\{([^{}]+)\}/);
  const mapped = new Set(mappings.flatMap(({ to }) => (to.in === "path" ? [to.name] : [])));
  const unmapped = pieces.filter((piece, index) => index % 2 === 1 && !mapped.has(piece));
  if (unmapped.length > 0)
    throw new CannotStart(
      `${place}: uri: {${unmapped[0]}} needs integration.request.path.${unmapped[0]} in requestParameters`,
    );
  return { origin, host, target: ({ path, query }) => withQuery(filled(pieces, path), query) };
};

const filled = (pieces: readonly string[], values: Readonly<Record<string, string>>) => {
  const target = pieces.map((piece, index) => (index % 2 === 1 ? valueFor(piece, values) : piece)).join("");
  // The client's path holds none; a value from elsewhere could bring one in.
  if (hasDotSegment(target.replace(/\?.*/, ""))) throw new GatewayRefusal("DEFAULT_5XX", `${target} has a dot segment`);
  return target;
};

const valueFor = (name: string, values: Readonly<Record<string, string>>) => {
  if (!Object.hasOwn(values, name)) throw new GatewayRefusal("DEFAULT_5XX", `nothing fills {${name}} of the uri`);
  return values[name] ?? "";
};

/** Mapped parameters as pieces of a query. */
export const queryOf = (parameters: Headers): readonly string[] =>
  parameters.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`);

const withQuery = (target: string, pieces: readonly string[]) => {
  const query = pieces.filter((part) => part !== "").join("&");
  if (query === "") return target;
  return `${target}${target.includes("?") ? "&" : "?"}${query}`;
};
