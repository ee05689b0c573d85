import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { type Decided, decide } from "./decide.ts";
import type { Grant } from "./grant.ts";
import { type MethodArn, parseMethodArn } from "./method-arn.ts";
import { ambiguity } from "./raw-path.ts";
import { crossOriginRule } from "./rules.ts";
import type { User } from "./variables.ts";
import { type AskedRequest, type AskedRule, distance, type WhyNot, whyNotNow, whyNotSpeaking } from "./why-not.ts";

/** What is asked. */
export interface Asked {
  /** All that the user was given, also what counts no more or not yet. */
  readonly grants: readonly Grant[];
  /** Permissions that the user does not hold, with the roles that hold them. Those that would match are told of. */
  readonly unheld?: readonly Unheld[];
  readonly request: AskedRequest;
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the request may use a cookie, as in `decide`; taken for granted where left out. */
  readonly proven?: boolean;
  /** `arn:…:{apiId}/{stage}`: only its length is of account, for policies that come near API Gateway's limits. */
  readonly stage?: string;
}

export interface Unheld extends AskedRule {
  readonly permission: string;
  readonly roles: readonly string[];
}

/** A rule, and why it does not speak of the request or does so in vain: no reason where it counts. */
export interface ExaminedRule {
  /** A permission, or a rule of the authorizer. */
  readonly rule: string;
  readonly kind: "permission" | "path" | "origin";
  readonly effect: "Allow" | "Deny";
  /** Of permissions: what they say, and through what the user holds them. */
  readonly method?: string;
  readonly resource?: string;
  readonly role?: string;
  readonly via?: Grant["via"];
  readonly whyNot: readonly WhyNot[];
}

export interface Explanation {
  readonly decision: Decided["decision"];
  /** The rule that decided; null where none applied. */
  readonly rule: string | null;
  /** Why the policy covers this request alone; null where it covers all of the user's grants. */
  readonly narrowed: string | null;
  /** Rules that speak of the request, the one that decided first. */
  readonly matched: Examined;
  /** Rules that do not, the nearest first. */
  readonly nearMisses: Examined;
}

export interface Examined {
  /** At most 50. */
  readonly rules: readonly ExaminedRule[];
  readonly leftOut: number;
}

const mostRules = 50;
const mostRoles = 10;

/** An API and a stage whose names have the usual lengths. */
const usualStage = "arn:aws:execute-api:us-east-1:000000000000:abcdef1234/local";

/**
 * Decides as the authorizer would, by the same `decide`, and tells of every rule why it counts or not.
 * @throws {Error} where the method is no method: `[A-Z]+`.
 */
export const explain = (asked: Asked): Explanation => {
  const { grants, unheld = [], request, user, now, proven = true, stage = usualStage } = asked;
  const arn = parseMethodArn(`${stage}/${request.method}${request.path}`);
  const decided = decide({ grants, request: arn, proven, user, now });
  const examined = [
    ...authorizersRules(asked, arn),
    ...grants.map((grant) => examinedGrant(grant, asked, decided)),
    ...unheld.flatMap((permission) => examinedUnheld(permission, asked)),
  ];
  return {
    decision: decided.decision,
    rule: decided.rule ?? null,
    narrowed: decided.narrowed ?? null,
    matched: atMost(examined.filter(({ matches }) => matches).sort(decidingFirst(decided.rule))),
    nearMisses: atMost(examined.filter(({ matches }) => !matches).sort(nearestFirst)),
  };
};

type Judged = ExaminedRule & { readonly matches: boolean };

const examinedGrant = (grant: Grant, { request, user, now }: Asked, decided: Decided): Judged => {
  const { permission, effect, method, resource, role, via } = grant;
  const missing = [...whyNotSpeaking(grant, request, user), ...whyNotNow(grant, now)];
  const matches = missing.length === 0;
  const whyNot = matches ? inVain(effect, decided) : missing;
  return { rule: permission, kind: "permission", effect, method, resource, role, via, whyNot, matches };
};

/** An Allow that matches counts only where the request is allowed. */
const inVain = (effect: Grant["effect"], { decision, rule, narrowed }: Decided): readonly WhyNot[] => {
  if (effect === "Deny" || decision === "allow") return [];
  if (decision === "explicitDeny") return [{ kind: "overridden", by: rule ?? "" }];
  return [{ kind: "unnameable", because: narrowed ?? "" }];
};

/** What else than a role is missing is of no interest: somebody else's permissions on something else. */
const examinedUnheld = ({ permission, roles, ...rule }: Unheld, { request, user }: Asked): readonly Judged[] => {
  if (whyNotSpeaking(rule, request, user).length > 0) return [];
  const notHeld = {
    kind: "notHeld" as const,
    roles: roles.slice(0, mostRoles),
    leftOut: Math.max(0, roles.length - mostRoles),
  };
  return [{ rule: permission, kind: "permission", ...rule, whyNot: [notHeld], matches: false }];
};

/** The rules that nobody was given: what a path that is ambiguous, or a request without a proof of its origin, meets. */
const authorizersRules = ({ request, proven = true }: Asked, arn: MethodArn): readonly Judged[] => {
  const path = ambiguity(request.path);
  const origin = crossOriginRule(arn);
  const isUnsafe = origin.resources.some((resource) => matchesWildcard(resource, arn.arn));
  return [
    ...(path === undefined ? [] : [denying(path, "path")]),
    ...(proven || !isUnsafe ? [] : [denying(origin.name, "origin")]),
  ];
};

const denying = (rule: string, kind: "path" | "origin"): Judged => ({
  ...{ rule, kind, effect: "Deny", whyNot: [], matches: true },
});

/** What decided, then what else counts, then what matches in vain. */
const decidingFirst = (deciding: string | undefined) => (one: Judged, other: Judged) =>
  rank(one, deciding) - rank(other, deciding) || byName(one, other);

const rank = ({ rule, whyNot }: Judged, deciding: string | undefined) => {
  if (whyNot.length > 0) return 2;
  return rule === deciding ? 0 : 1;
};

const nearestFirst = (one: Judged, other: Judged) =>
  distance(one.whyNot) - distance(other.whyNot) || byName(one, other);

const byName = (one: Judged, other: Judged) =>
  compare(one.rule, other.rule) || compare(one.role ?? "", other.role ?? "");

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);

const atMost = (rules: readonly Judged[]): Examined => ({
  rules: rules.slice(0, mostRules).map(({ matches: _matches, ...rule }) => rule),
  leftOut: Math.max(0, rules.length - mostRules),
});
