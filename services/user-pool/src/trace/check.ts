import type { Failure } from "@gatehouse/http/failure.ts";

/** One check of a sign-in attempt, as it came out. */
export interface CheckMade {
  /** What was looked at: `Audience`, `Conditions NotOnOrAfter`. */
  readonly what: string;
  /** The stable code of its failure; undefined where a step that passed could have failed in several ways. */
  readonly code: string | undefined;
  readonly expected: string | undefined;
  readonly received: string | undefined;
  readonly passed: boolean;
}

/** Is told of every check as it is made, passed or failed. */
export type Witness = (check: CheckMade) => void;

/** Tells the witness of a check, and throws `refusal`, whose code is the check's, unless it passed. */
export const demand = (witness: Witness, check: Omit<CheckMade, "code">, refusal: Failure): void => {
  witness({ ...check, code: refusal.code });
  if (!check.passed) throw refusal;
};
