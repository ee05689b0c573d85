import type { Stage } from "../apis/stage.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { headerValues } from "../request/headers.ts";
import { queryValues } from "../request/query-values.ts";

/**
 * Where an authorizer finds who asks: `method.request.header.x` of a REST API, `$request.header.x` of an HTTP API.
 * Headers are found in any case, query parameters in their own.
 */
export interface IdentitySource {
  readonly from: "header" | "querystring" | "stageVariables" | "context";
  readonly name: string;
}

interface Asked {
  readonly request: Pick<ClientRequest, "headers" | "query">;
  readonly stage: Pick<Stage, "variables">;
  /** The value of `$context.{name}`. */
  readonly context: (name: string) => string | undefined;
}

/** The values of each source, in the order of the sources. */
export type Identity = readonly (readonly string[])[];

/**
 * The values of an authorizer's identity sources in their order, or the first that is missing. Every source must be
 * there and not empty; all of them, never one of them. A source given more than once counts with all its values, so
 * that a cached answer is reused for the same request only.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
export const identityIn = (
  sources: readonly IdentitySource[],
  asked: Asked,
): { readonly values: Identity } | { readonly missing: IdentitySource } => {
  const values = sources.map((source) => valuesOf(source, asked));
  const missing = sources.find((_source, index) => !values[index]?.length || values[index].some(isEmpty));
  return missing ? { missing } : { values };
};

const isEmpty = (value: string) => value.trim() === "";

const valuesOf = ({ from, name }: IdentitySource, { request, stage, context }: Asked): readonly string[] => {
  if (from === "header") return headerValues(request.headers, name);
  if (from === "querystring") return queryValues(request).get(name) ?? [];
  const { variables } = stage;
  const value = from === "context" ? context(name) : Object.hasOwn(variables, name) && variables[name];
  return value ? [value] : [];
};
