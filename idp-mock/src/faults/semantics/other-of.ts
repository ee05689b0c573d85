import type { Scene } from "../../answers/plan.ts";

/** @throws when there is one identity provider alone: nothing could be mixed up. */
export const otherOf = (other: Scene["other"]): NonNullable<Scene["other"]> => {
  if (other) return other;
  throw new Error("there is no other identity provider whose answer this could be");
};
