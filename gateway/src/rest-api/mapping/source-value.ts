import { headerValues } from "../../request/headers.ts";
import { queryValues } from "../../request/query-values.ts";
import type { Source } from "../api.ts";
import { contextVariable } from "./context-variable.ts";
import type { Seen } from "./seen.ts";

type FromRequest = Extract<Source, { kind: "request" }>;

/**
 * What a mapping expression stands for in this request; undefined where its source is absent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export const sourceValue = (source: Source, seen: Seen): string | undefined => {
  switch (source.kind) {
    case "static":
      return source.value;
    case "context":
      return contextVariable(source.path, seen);
    case "stageVariable":
      return Object.hasOwn(seen.stage.variables, source.name) ? seen.stage.variables[source.name] : undefined;
    case "request":
      return fromRequest(source, seen);
  }
};

/** A name given more than once: the last value counts, unless all are asked for. */
const fromRequest = (source: FromRequest, seen: Seen) => {
  const values = everyValue(source, seen);
  return source.multivalue && values.length > 0 ? values.join(",") : values.at(-1);
};

const everyValue = ({ in: place, name }: FromRequest, { request, pathParameters = {} }: Seen): readonly string[] => {
  if (place === "path") return Object.hasOwn(pathParameters, name) ? [pathParameters[name] ?? ""] : [];
  if (place === "querystring") return queryValues(request).get(name) ?? [];
  return headerValues(request.headers, name);
};
