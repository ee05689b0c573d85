// How a certificate is rolled over: a service provider learns of the next one before anything is signed with it.
import { failure } from "@gatehouse/http/failure.ts";
import { z } from "zod";

/** Keys are numbered as they are used. `current` signs; the next has the next number. */
export const rollOver = z.strictObject({
  current: z.int().nonnegative(),
  /** `announced`: the next is published as well; `used`: the one before still is. */
  phase: z.enum(["at rest", "announced", "used"]),
});

export type RollOver = z.output<typeof rollOver>;

export const steps = ["announce", "use", "retire", "roll"] as const;

export type Step = (typeof steps)[number];

/** A step that cannot follow what was done before. */
export const StepOutOfTurn = failure("StepOutOfTurn", 409, "This step of a roll-over is not next.");

/** Each step: what it follows (`roll` follows anything), and what comes of it. */
const moves: Record<Step, { readonly after?: RollOver["phase"]; come(current: number): RollOver }> = {
  announce: { after: "at rest", come: (current) => ({ current, phase: "announced" }) },
  use: { after: "announced", come: (current) => ({ current: current + 1, phase: "used" }) },
  retire: { after: "used", come: (current) => ({ current, phase: "at rest" }) },
  /** All at once, as it should not be done: nobody was told. */
  roll: { come: (current) => ({ current: current + 1, phase: "at rest" }) },
};

/** @throws {StepOutOfTurn} */
export const stepped = ({ current, phase }: RollOver, step: Step): RollOver => {
  const { after = phase, come } = moves[step];
  if (after === phase) return come(current);
  throw new StepOutOfTurn(`${step}: expected keys that are ${after}; they are ${phase}`);
};

/** The numbers of the keys whose certificates are published, the one that signs first. */
export const publishedIn = ({ current, phase }: RollOver): readonly number[] => {
  if (phase === "announced") return [current, current + 1];
  return phase === "used" ? [current, current - 1] : [current];
};
