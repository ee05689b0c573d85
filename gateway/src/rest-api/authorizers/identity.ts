import { queryValues } from "../../request/query-values.ts";
import type { Authorizer, IdentitySource } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { contextVariable } from "../mapping/context-variable.ts";

export type Asked = Omit<Exchange, "authorization">;

/**
 * The values of an authorizer's identity sources in their order, or what is missing. Every source must be there and not
 * empty; all of them, never one of them. A source given more than once counts with all its values, so that a cached
 * answer is reused for the same request only.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
export const identityOf = (
  { identitySources, identityValidationExpression }: Authorizer,
  asked: Asked,
): { readonly values: readonly (readonly string[])[] } | { readonly missing: string } => {
  const values = identitySources.map((source) => valuesOf(source, asked));
  const missing = identitySources.find((_source, index) => !values[index]?.length || values[index].some(isEmpty));
  if (missing) return { missing: `the identity source ${spelled(missing)} is missing or empty` };
  const token = values[0]?.at(-1) ?? "";
  if (identityValidationExpression && !identityValidationExpression.test(token))
    return { missing: `the token does not match ${identityValidationExpression.source}` };
  return { values };
};

const isEmpty = (value: string) => value.trim() === "";

const valuesOf = ({ from, name }: IdentitySource, asked: Asked): readonly string[] => {
  if (from === "header") {
    const headers = asked.request.headers.filter(([each]) => each.toLowerCase() === name.toLowerCase());
    return headers.map(([, value]) => value);
  }
  if (from === "querystring") return queryValues(asked.request.query).get(name) ?? [];
  const { variables } = asked.stage;
  const value = from === "context" ? contextVariable(name, asked) : Object.hasOwn(variables, name) && variables[name];
  return value ? [value] : [];
};

const spelled = ({ from, name }: IdentitySource) =>
  from === "header" || from === "querystring" ? `method.request.${from}.${name}` : `${from}.${name}`;
