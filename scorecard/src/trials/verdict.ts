import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";

/** How a sign-in ended. */
export type Outcome = { readonly letIn: true } | { readonly letIn: false; readonly reason: string | undefined };

/** What came of one fault. */
export interface Verdict {
  readonly fault: Fault;
  /** Of the same answer without what is wrong with it. */
  readonly control: Outcome;
  readonly outcome: Outcome;
  /** How long the delivery that counts took, in milliseconds. */
  readonly ms: number;
  /** Of the genuine answer to the same request after that; undefined where none could be let in any more. */
  readonly afterwards: Outcome | undefined;
}

/** For longer than this nobody may keep a service provider busy by one delivery, in milliseconds. */
export const longest = 100;

/** `accepted` is the code of what must be let in. */
export const mustBeLetIn = ({ code }: Fault): boolean => code === "accepted";

/**
 * What is not as it must be, but for the time; nothing where all is.
 * @param speaksCodes whether reasons are the codes of the table of faults
 */
export const shortcomings = (verdict: Verdict, speaksCodes: boolean): readonly string[] => {
  const { fault, control, outcome, afterwards } = verdict;
  return [
    control.letIn ? undefined : `its control was refused${because(control)}`,
    mustBeLetIn(fault) ? refusedAlthough(outcome) : letInAlthough(fault, outcome, speaksCodes),
    afterwards === undefined || afterwards.letIn
      ? undefined
      : `the genuine answer was refused afterwards${because(afterwards)}`,
  ].filter((shortcoming) => shortcoming !== undefined);
};

const refusedAlthough = (outcome: Outcome) =>
  outcome.letIn ? undefined : `it was refused, and is harmless${because(outcome)}`;

const letInAlthough = ({ code }: Fault, outcome: Outcome, speaksCodes: boolean) => {
  if (outcome.letIn) return "it was let in";
  if (!speaksCodes || outcome.reason === code) return undefined;
  return `it was refused for another reason${because(outcome)}; expected ${code}`;
};

const because = (outcome: Outcome) => (outcome.letIn || outcome.reason === undefined ? "" : `: ${outcome.reason}`);

export const isTooSlow = ({ ms }: Pick<Verdict, "ms">): boolean => ms > longest;
