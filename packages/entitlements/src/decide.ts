import { type Evaluation, evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import type { Statement } from "@gatehouse/iam-policy/policy.ts";
import { type Grant, inForce } from "./grant.ts";
import type { MethodArn } from "./method-arn.ts";
import { documentFor, documentOf, excess, type PolicyDocument } from "./policy-document.ts";
import { crossOriginRule, pathRule, type Rule, ruleOf } from "./rules.ts";
import { resourceFor, type User } from "./variables.ts";

export interface Decided {
  readonly document: PolicyDocument;
  /** What the gateway will make of the document for this request. */
  readonly decision: Evaluation["decision"];
  /** The rule that decided; undefined when none applied. */
  readonly rule: string | undefined;
  /** Its statement, for all resources that it speaks of. */
  readonly statement: Pick<Rule, "effect" | "resources"> | undefined;
  /** The grants that speak of this request, as they were given. */
  readonly applied: readonly Grant[];
  /** Why the document covers this request alone; undefined when it covers all of the user's grants. */
  readonly narrowed: string | undefined;
}

/** What is decided on. */
export interface Question {
  /** All that the user was given, also what counts no more or not yet. */
  readonly grants: readonly Grant[];
  readonly request: MethodArn;
  /** Whether the request may use a cookie: it came from the same origin, or with an Authorization header. */
  readonly proven: boolean;
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Makes the policy for all that a user may do, so that it is right for this request and for every other one that the
 * gateway may answer with it from its cache; and says what it means for this request. A grant out of force is as if it
 * were not there.
 */
export const decide = ({ grants, request, proven, user, now }: Question): Decided => {
  const spoken = grants.filter((grant) => inForce(grant, now)).flatMap((grant) => forUser(grant, user));
  const granted = spoken.map(({ grant, meant }) => ({ grant, rule: ruleOf(meant, request.stage) }));
  const path = pathRule(
    request,
    spoken.map(({ meant }) => meant),
  );
  const rules = [
    ...granted.map(({ rule }) => rule),
    ...(proven ? [] : [crossOriginRule(request)]),
    ...(path ? [path] : []),
  ];
  const { decision, statement } = judged(rules, request);
  const by = statement === null ? undefined : rules[statement];
  return {
    ...answered(rules, request, decision),
    rule: by?.name,
    statement: by && { effect: by.effect, resources: by.resources },
    applied: granted.filter(({ rule }) => judged([rule], request).statement !== null).map(({ grant }) => grant),
  };
};

/** A grant, and the same with the user's values in place of variables; nothing where it speaks of nothing. */
const forUser = (grant: Grant, user: User) => {
  const resource = resourceFor(grant, user);
  return resource === undefined ? [] : [{ grant, meant: { ...grant, resource } }];
};

const answered = (rules: readonly Rule[], request: MethodArn, decision: Evaluation["decision"]) => {
  const document = documentOf(rules);
  const narrowed = excess(document);
  if (narrowed === undefined) return { document, decision, narrowed };
  const alone = documentFor(request, effects[decision]);
  // What cannot be allowed by name is refused, whatever the grants say.
  return { document: alone, decision: alone.Statement.length > 0 ? decision : ("implicitDeny" as const), narrowed };
};

const effects = { allow: "Allow", explicitDeny: "Deny", implicitDeny: undefined } as const;

const judged = (rules: readonly Rule[], { arn }: MethodArn) =>
  evaluate({ statements: rules.map(statementOf) }, { action: "execute-api:Invoke", resource: arn });

const statementOf = ({ name, effect, resources }: Rule): Statement => ({
  sid: name,
  effect,
  actions: { except: false, patterns: ["execute-api:Invoke"] },
  resources: { except: false, patterns: resources },
  conditions: [],
});
