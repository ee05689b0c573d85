import type { Plan } from "../../answers/plan.ts";

/** The response says something else. */
export const saying =
  (change: Partial<Plan["response"]>) =>
  (plan: Plan): Plan => ({ ...plan, response: { ...plan.response, ...change } });
