import type { Plan } from "../../answers/plan.ts";

/** The attributes of the plan, each of this one value. */
export const eachBeing = ({ response }: Plan, value: string): Plan["response"]["attributes"] =>
  Object.fromEntries(Object.keys(response.attributes).map((name) => [name, [value]]));
