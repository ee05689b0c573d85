import { type Evaluation, evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import type { Statement } from "@gatehouse/iam-policy/policy.ts";
import type { Grant } from "./grant.ts";
import type { MethodArn } from "./method-arn.ts";
import { documentFor, documentOf, excess, type PolicyDocument } from "./policy-document.ts";
import { crossOriginRule, pathRule, type Rule, ruleOf } from "./rules.ts";

export interface Decided {
  readonly document: PolicyDocument;
  /** What the gateway will make of the document for this request. */
  readonly decision: Evaluation["decision"];
  /** The rule that decided; undefined when none applied. */
  readonly rule: string | undefined;
  /** The grants that speak of this request. */
  readonly applied: readonly Grant[];
  /** Why the document covers this request alone; undefined when it covers all of the user's grants. */
  readonly narrowed: string | undefined;
}

/**
 * Makes the policy for all that a user may do, so that it is right for this request and for every other one that the
 * gateway may answer with it from its cache; and says what it means for this request.
 * @param proven whether the request may use a cookie: it came from the same origin, or with an Authorization header.
 */
export const decide = (grants: readonly Grant[], request: MethodArn, proven: boolean): Decided => {
  const granted = grants.map((grant) => ({ grant, rule: ruleOf(grant, request.stage) }));
  const path = pathRule(request, grants);
  const rules = [
    ...granted.map(({ rule }) => rule),
    ...(proven ? [] : [crossOriginRule(request)]),
    ...(path ? [path] : []),
  ];
  const { decision, statement } = judged(rules, request);
  return {
    ...answered(rules, request, decision),
    rule: statement === null ? undefined : rules[statement]?.name,
    applied: granted.filter(({ rule }) => judged([rule], request).statement !== null).map(({ grant }) => grant),
  };
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
