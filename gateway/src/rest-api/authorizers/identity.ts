import { type Identity, type IdentitySource, identityIn } from "../../authorizers/identity.ts";
import type { LambdaAuthorizer } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { contextVariable } from "../mapping/context-variable.ts";

export type Asked = Omit<Exchange, "authorization">;

/** The values of an authorizer's identity sources in their order, or what is missing or does not match. */
export const identityOf = (
  { identitySources, identityValidationExpression }: LambdaAuthorizer,
  asked: Asked,
): { readonly values: Identity } | { readonly missing: string } => {
  const identity = identityIn(identitySources, { ...asked, context: (name) => contextVariable(name, asked) });
  if ("missing" in identity) return { missing: `the identity source ${spelled(identity.missing)} is missing or empty` };
  if (identityValidationExpression && !identityValidationExpression.test(tokenIn(identity.values)))
    return { missing: `the token does not match ${identityValidationExpression.source}` };
  return identity;
};

/** The value of a TOKEN authorizer's header; of one given twice, the last. */
export const tokenIn = (identity: Identity): string => identity[0]?.at(-1) ?? "";

const spelled = ({ from, name }: IdentitySource) =>
  from === "header" || from === "querystring" ? `method.request.${from}.${name}` : `${from}.${name}`;
