import type { Ruling } from "@gatehouse/iam-policy/authorization-flow.ts";
import { explain } from "@gatehouse/iam-policy/explain.ts";
import type { Facts } from "../facts/facts.ts";
import type { Verdict } from "./verdict.ts";

/** Why a request was let through or refused, for the log. */
export interface Decision {
  readonly effect: Ruling["decision"];
  /** The statement that decided: its index in its policy, and its Sid if it has one; null where none applied. */
  readonly statement: { readonly index: number; readonly sid?: string } | null;
  readonly cached: boolean;
  readonly principalId: string;
  readonly reason: string;
}

interface Asked {
  readonly ruling: Ruling;
  /** What the request asked for. */
  readonly arn: string;
  /** Empty where nobody knows who asks. */
  readonly principalId: string;
}

/** Decided by policies. Where two of them agree, the statement is that of the first. */
export const decisionBy = ({ ruling, arn, principalId }: Asked): Decision => {
  const [{ statement, sid } = { statement: null }] = ruling.by;
  return {
    effect: ruling.decision,
    statement: statement === null ? null : { index: statement, ...(sid ? { sid } : {}) },
    cached: false,
    principalId,
    reason: `${explain(ruling)} ${arn}`,
  };
};

interface Decided {
  readonly ruling: Ruling;
  readonly verdict: Verdict;
  readonly cached: boolean;
  readonly arn: string;
}

/** Decided with an authorizer's verdict. */
export const decisionOf = ({ ruling, verdict, cached, arn }: Decided): Decision => {
  const { principalId } = verdict;
  const decision = decisionBy({ ruling, arn, principalId });
  if (typeof verdict.ruling === "boolean")
    return { ...decision, cached, reason: `isAuthorized is ${verdict.ruling} for ${arn}` };
  const nameless = principalId ? "" : "; the authorizer gave no principalId";
  return { ...decision, cached, reason: `${decision.reason}${nameless}` };
};

/** What the log line says of it. */
export const note = ({ effect, statement, cached, principalId, reason }: Decision, { log }: Facts): void =>
  void Object.assign(log, {
    principal: principalId,
    effect,
    statement: statement?.sid ?? statement?.index,
    cached,
    reason,
  });
