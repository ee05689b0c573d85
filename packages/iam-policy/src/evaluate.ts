import { allHold, type ConditionKeys } from "./condition.ts";
import type { Patterns, Policy, Statement } from "./policy.ts";
import { every, not, some, type Truth } from "./truth.ts";
import { matchesWildcard } from "./wildcard.ts";

export interface Question {
  /** `execute-api:Invoke`. Compared without regard to case. */
  readonly action: string;
  /** An ARN. Compared in its exact case. */
  readonly resource: string;
  readonly conditions?: ConditionKeys;
}

export interface Evaluation {
  readonly decision: "allow" | "explicitDeny" | "implicitDeny";
  /** Index of the statement that decided; null when none applied. */
  readonly statement: number | null;
  readonly sid?: string;
}

/**
 * Any Deny that applies decides; else any Allow that applies; else nothing is allowed. The order of statements is of no
 * account. What cannot be decided makes a Deny apply and an Allow not apply.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluate = ({ statements }: Policy, question: Question): Evaluation => {
  const denied = statements.findIndex((each) => each.effect === "Deny" && applies(each, question) !== false);
  if (denied >= 0) return decided("explicitDeny", denied, statements);
  const allowed = statements.findIndex((each) => each.effect === "Allow" && applies(each, question) === true);
  return allowed >= 0 ? decided("allow", allowed, statements) : { decision: "implicitDeny", statement: null };
};

const decided = (decision: Evaluation["decision"], statement: number, statements: readonly Statement[]): Evaluation => {
  const sid = statements[statement]?.sid;
  return { decision, statement, ...(sid ? { sid } : {}) };
};

const applies = ({ actions, resources, conditions }: Statement, question: Question): Truth =>
  every([
    covers(actions, question.action, (pattern, action) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())),
    covers(resources, question.resource, matchesResource),
    allHold(conditions, question.conditions ?? {}),
  ]);

const covers = ({ except, patterns }: Patterns, text: string, matches: (pattern: string, text: string) => Truth) => {
  const covered = some(patterns.map((pattern) => matches(pattern, text)));
  return except ? not(covered) : covered;
};

/** `${aws:username}` and its like have no value here. */
const matchesResource = (pattern: string, resource: string): Truth =>
  pattern.includes("${") ? "unknown" : matchesWildcard(pattern, resource);
