import { textMethods } from "../../vtl/methods/of-texts.ts";
import { type Dictionary, dictionary, type Thing, type Value } from "../../vtl/value.ts";
import type { ClaimsAuthorization } from "../exchange.ts";
import { contextNames, contextVariable } from "../mapping/context-variable.ts";
import type { Seen } from "../mapping/seen.ts";
import type { Overrides } from "./overrides.ts";

/** What a variable has where the request has none of it: an empty text at any depth, as in `$context.authorizer.claims.sub`. */
const absent: Thing = {
  kind: "thing",
  text: "",
  property: () => absent,
  methods: Object.fromEntries(Object.entries(textMethods).map(([name, method]) => [name, method("")])),
};

/**
 * `$context` of a mapping template:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export const contextValues = (seen: Seen, overrides: Overrides): Dictionary => {
  const context = branch();
  for (const name of contextNames) add(context, name.split("."), contextVariable(name, seen));
  context.entries.set("authorizer", authorizerValues(seen));
  context.entries.set("requestOverride", overrides.request);
  context.entries.set("responseOverride", overrides.response);
  return context;
};

const authorizerValues = ({ authorization }: Seen): Dictionary => {
  if (authorization?.kind === "claims") return branch([["claims", claimValues(authorization)]]);
  if (authorization?.kind !== "lambda") return branch();
  return branch([...Object.entries(authorization.context), ["principalId", authorization.principalId]]);
};

/**
 * Each claim by its name. All of them together are nothing, as on AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
const claimValues = ({ claims }: ClaimsAuthorization): Thing => ({
  ...absent,
  property: (name) => (Object.hasOwn(claims, name) ? (claims[name] ?? "") : absent),
});

const branch = (entries: Iterable<readonly [string, Value]> = []): Dictionary => ({
  ...dictionary(entries),
  missing: absent,
});

const add = ({ entries }: Dictionary, [name = "", ...rest]: readonly string[], value: string | undefined): void => {
  if (rest.length === 0) return void entries.set(name, value ?? "");
  const inner = entries.get(name);
  const next = typeof inner === "object" && inner?.kind === "map" ? inner : branch();
  entries.set(name, next);
  add(next, rest, value);
};
