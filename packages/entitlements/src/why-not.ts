import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { type Grant, inForce } from "./grant.ts";
import { type PathMismatch, pathMismatch } from "./path-mismatch.ts";
import { lenient } from "./raw-path.ts";
import { methods } from "./rules.ts";
import { resourceFor, type User, valueOfVariable, variablesOf } from "./variables.ts";

/** One reason for which a rule does not speak of a request, or speaks of it in vain. Instants are ISO 8601. */
export type WhyNot =
  | { readonly kind: "method"; readonly expected: string; readonly received: string }
  | ({ readonly kind: "path" } & PathMismatch)
  | { readonly kind: "notYet"; readonly startsAt: string }
  | { readonly kind: "ended"; readonly endsAt: string }
  /** `value`: null where there is none; otherwise one that may not stand in a path. */
  | { readonly kind: "variable"; readonly variable: string; readonly value: string | null }
  /** The roles that hold the permission, none of which the user has, by name and no more than ten. */
  | { readonly kind: "notHeld"; readonly roles: readonly string[]; readonly leftOut: number }
  /** An Allow that matches, and the Deny that wins. */
  | { readonly kind: "overridden"; readonly by: string }
  /** An Allow that matches, and a policy that is too long to be answered for a path that cannot be named in one. */
  | { readonly kind: "unnameable"; readonly because: string };

/** A request as it is asked about: the raw path as sent, with its leading slash. */
export interface AskedRequest {
  readonly method: string;
  readonly path: string;
}

export type AskedRule = Pick<Grant, "effect" | "method" | "resource">;

/** Why a rule does not speak of a request, whoever holds it: method, variables and path. */
export const whyNotSpeaking = (rule: AskedRule, { method, path }: AskedRequest, user: User): readonly WhyNot[] => {
  const meant = resourceFor(rule, user);
  // Whatever the variables could be: only where this does not match either, the path is to blame as well.
  const pattern = meant ?? resourceFor({ ...rule, effect: "Deny" }, user) ?? rule.resource;
  return [
    ...(speaksOfMethod(rule, method) ? [] : [{ kind: "method" as const, expected: rule.method, received: method }]),
    ...(meant === undefined ? withoutValue(rule, user) : []),
    ...(speaksOfPath(rule, pattern, path) ? [] : [{ kind: "path" as const, ...pathMismatch(pattern, path) }]),
  ];
};

/** See `ruleOf`: any method at all only where the path may be any as well. */
const speaksOfMethod = (rule: AskedRule, method: string) =>
  rule.method === method || (rule.method === "*" && (methods.includes(method) || isEverything(rule.resource)));

const isEverything = (resource: string) => resource === "*" || resource === "/*";

/** A Deny speaks of other spellings of its paths as well; see `pathRule`. */
const speaksOfPath = ({ effect }: AskedRule, pattern: string, path: string) =>
  matchesWildcard(pattern, path) || (effect === "Deny" && matchesWildcard(lenient(pattern), lenient(path)));

/** Variables that have no value, or one that makes the Allow speak of nothing. */
const withoutValue = ({ resource }: AskedRule, user: User): readonly WhyNot[] =>
  variablesOf(resource)
    .filter((variable) => resourceFor({ effect: "Allow", resource: `/\${user.${variable}}` }, user) === undefined)
    .map((variable) => ({ kind: "variable", variable, value: valueOfVariable(variable, user) ?? null }));

/** Why a grant does not count at an instant, in milliseconds since 1970. */
export const whyNotNow = (grant: Pick<Grant, "startsAt" | "endsAt">, now: number): readonly WhyNot[] => {
  if (inForce(grant, now)) return [];
  if (grant.startsAt !== null && now < grant.startsAt) return [{ kind: "notYet", startsAt: iso(grant.startsAt) }];
  return grant.endsAt === null ? [] : [{ kind: "ended", endsAt: iso(grant.endsAt) }];
};

const iso = (instant: number) => new Date(instant).toISOString();

/** How far a rule is from speaking of the request: the more reasons the farther, and the earlier the path differs. */
export const distance = (reasons: readonly WhyNot[]): number =>
  reasons.reduce((sum, reason) => sum + 1 + (reason.kind === "path" ? 1 / reason.segment : 0), 0);
