import type { Idp } from "../idp.ts";
import { RefusedRequest } from "./refused-request.ts";

/** Does it, and has the journal tell of its refusal. @throws what it throws */
export const notingRefusals = async <Value>(
  { name, journal }: Pick<Idp, "name" | "journal">,
  run: () => Value | Promise<Value>,
): Promise<Value> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof RefusedRequest) journal.note({ idp: name, kind: "refusal", reason: error.message });
    throw error;
  }
};
