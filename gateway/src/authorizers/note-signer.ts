import type { Facts } from "../facts/facts.ts";
import { type Decision, note } from "./decision.ts";

/**
 * What the facts say of a decision about whoever signed a request: a step of its own, after the signature was checked.
 * @param error what access logs say where it was refused.
 */
export const noteSigner = (decision: Decision, error: string, facts: Facts): void => {
  const ending = decision.effect === "allow" ? { status: 200, error: null } : { status: 403, error };
  facts.steps.authorize = { started: performance.now(), latency: 0, ...ending };
  note(decision, facts);
};
