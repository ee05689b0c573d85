import type { Policy, Statement } from "./policy.ts";
import { type Part, partsOf, type Question } from "./statement-parts.ts";
import { every } from "./truth.ts";

export interface Evaluation {
  readonly decision: "allow" | "explicitDeny" | "implicitDeny";
  /** Index of the statement that decided; null when none applied. */
  readonly statement: number | null;
  readonly sid?: string;
  /** Statements that nobody can tell about: of these a Deny applied, and an Allow did not. Not there when there are none. */
  readonly undecided?: readonly Undecided[];
}

export interface Undecided {
  /** Index of the statement. */
  readonly statement: number;
  /** Its parts that could not be decided: `Resource`, `IpAddress on aws:VpcSourceIp`. */
  readonly because: readonly string[];
}

/**
 * Any Deny that applies decides; else any Allow that applies; else nothing is allowed. The order of statements is of no
 * account. What cannot be decided makes a Deny apply and an Allow not apply.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluate = ({ statements }: Policy, question: Question): Evaluation =>
  weigh(statements, (statement) => partsOf(statement, question));

/** Decides by the parts of each statement. */
export const weigh = <S extends Statement>(
  statements: readonly S[],
  partsOf: (statement: S) => readonly Part[],
): Evaluation => {
  const weighed = statements.map((statement, index) => {
    const parts = partsOf(statement);
    return { ...statement, index, parts, applies: every(parts.map(({ fits }) => fits)) };
  });
  const denying = weighed.find(({ effect, applies }) => effect === "Deny" && applies !== false);
  const deciding = denying ?? weighed.find(({ effect, applies }) => effect === "Allow" && applies === true);
  const undecided = weighed.filter(({ applies }) => applies === "unknown");
  return {
    decision: decisions[deciding?.effect ?? "neither"],
    statement: deciding?.index ?? null,
    ...(deciding?.sid ? { sid: deciding.sid } : {}),
    ...(undecided.length > 0 ? { undecided: undecided.map(whyUndecided) } : {}),
  };
};

const decisions = { Deny: "explicitDeny", Allow: "allow", neither: "implicitDeny" } as const;

const whyUndecided = ({ index, parts }: { readonly index: number; readonly parts: readonly Part[] }): Undecided => ({
  statement: index,
  because: parts.filter(({ fits }) => fits === "unknown").map(({ name }) => name),
});
