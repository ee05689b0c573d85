import { asStored } from "../alias.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { preAuthentication } from "../triggers/pre-authentication.ts";
import type { User } from "../user.ts";
import type { Place } from "./sign-in-step.ts";

interface Attempt {
  readonly user: User | undefined;
  /** As it was typed. */
  readonly name: string;
}

/**
 * Asks the pool's trigger before anything is proven; of a name that is nobody's only where the client must not learn that.
 * @throws as preAuthentication, where the trigger does not let the user sign in
 */
export const askPreAuthentication = async (
  { pool, client, clientMetadata: validationData }: Place,
  { user, name }: Attempt,
  uses: TriggerUses,
): Promise<void> => {
  if (!user && !client.hidesUnknownUsers) return;
  const username = user?.username ?? asStored(pool, name);
  await preAuthentication({ poolId: pool.id, clientId: client.id, username, user, validationData }, uses);
};
