import { invalidSession } from "../challenges/failures.ts";
import type { Place } from "../challenges/sign-in-step.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Uses } from "../world.ts";
import { foundClient, foundPool } from "./found.ts";

/**
 * Where the sign-in goes on of which a session is all that is shown.
 * @throws {NotAuthorized}
 */
export const placeOfSession = async (session: string, uses: Uses<"challenges" | "records" | "now">): Promise<Place> => {
  const open = await uses.challenges.find(hashOf(session), uses.now());
  if (!open) throw invalidSession();
  const [pool, client] = [await foundPool(open.poolId, uses), await foundClient(open.clientId, uses)];
  return { pool, client, by: "api", session };
};
