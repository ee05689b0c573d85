import type { Evaluation } from "@gatehouse/iam-policy/evaluate.ts";
import { explain } from "@gatehouse/iam-policy/explain.ts";
import type { Facts } from "../facts/facts.ts";
import type { Verdict } from "./verdict.ts";

/** Why a request was let through or refused, for the log. */
export interface Decision {
  readonly effect: Evaluation["decision"];
  /** The statement that decided: its index in the policy, and its Sid if it has one; null where none applied. */
  readonly statement: { readonly index: number; readonly sid?: string } | null;
  readonly cached: boolean;
  readonly principalId: string;
  readonly reason: string;
}

interface Decided {
  readonly evaluation: Evaluation;
  readonly verdict: Verdict;
  readonly cached: boolean;
  /** What the request asked for. */
  readonly arn: string;
}

export const decisionOf = ({ evaluation, verdict, cached, arn }: Decided): Decision => {
  const { decision: effect, statement, sid } = evaluation;
  const { principalId, ruling } = verdict;
  const because = typeof ruling === "boolean" ? `isAuthorized is ${ruling} for` : statementThat(evaluation);
  const nameless = typeof ruling === "boolean" || principalId ? "" : "; the authorizer gave no principalId";
  return {
    effect,
    statement: statement === null ? null : { index: statement, ...(sid ? { sid } : {}) },
    cached,
    principalId,
    reason: `${because} ${arn}${nameless}`,
  };
};

const statementThat = (evaluation: Evaluation) =>
  explain({ decision: evaluation.decision, by: [{ ...evaluation, policy: "authorizer" }] });

/** What the log line says of it. */
export const note = ({ effect, statement, cached, principalId, reason }: Decision, { log }: Facts): void =>
  void Object.assign(log, {
    principal: principalId,
    effect,
    statement: statement?.sid ?? statement?.index,
    cached,
    reason,
  });
