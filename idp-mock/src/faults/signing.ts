import type { Plan } from "../answers/plan.ts";

/** What faults of signatures prepare: that is signed, and stands in the clear. */
const signing =
  (what: Plan["signing"]["what"]) =>
  (plan: Plan): Plan => ({ ...plan, encryption: undefined, signing: { ...plan.signing, what } });

export const assertionSigned = signing("assertion");
export const responseSigned = signing("response");
export const bothSigned = signing("both");
