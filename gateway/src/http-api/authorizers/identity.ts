import { type Identity, type IdentitySource, identityIn } from "../../authorizers/identity.ts";
import { contextVariable } from "../context-variable.ts";
import type { Asked } from "../exchange.ts";

/** The values of an authorizer's identity sources in their order, or which of them is missing. */
export const identityOf = (
  sources: readonly IdentitySource[],
  asked: Asked,
): { readonly values: Identity } | { readonly missing: string } => {
  const identity = identityIn(sources, { ...asked, context: (name) => contextVariable(name, asked) });
  if ("values" in identity) return identity;
  return { missing: `the identity source ${spelled(identity.missing)} is missing or empty` };
};

const spelled = ({ from, name }: IdentitySource) =>
  from === "header" || from === "querystring" ? `$request.${from}.${name}` : `$${from}.${name}`;
