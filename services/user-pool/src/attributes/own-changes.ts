import type { AccountChange } from "../account.ts";
import { composeCode } from "../codes/compose-message.ts";
import type { Destination } from "../codes/destination.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Attributes, User } from "../user.ts";
import type { Uses } from "../world.ts";
import { changedAttributes } from "./changed-attributes.ts";
import { refuseUnwritable } from "./unwritable.ts";

interface OwnChanges {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly changes: ReadonlyMap<string, string>;
  readonly clientMetadata?: Metadata;
}

const addresses = ["email", "phone_number"] as const;

/**
 * Changes a user's own attributes, and sends codes to the addresses that are other ones now. Where the pool says so, an
 * address stays as it is until the code comes back.
 * @returns where the codes went
 * @throws {NotAuthorized} for what the client may not write @throws {InvalidParameter} @throws {AccountRefused}
 */
export const changeOwnAttributes = async (
  { pool, client, user, changes, clientMetadata }: OwnChanges,
  uses: TriggerUses & Uses<"accounts" | "now">,
): Promise<Destination[]> => {
  refuseUnwritable(client, changes.keys());
  changedAttributes(pool.attributes, user.attributes, changes);
  const destinations = addresses.flatMap((attribute): Destination[] => {
    const address = changes.get(attribute);
    const another = address && address !== user.attributes[attribute];
    return another && pool.autoVerified.includes(attribute) ? [{ attribute, address }] : [];
  });
  const waiting = destinations.filter(({ attribute }) => pool.verifiedBeforeUpdate.includes(attribute));
  const atOnce = new Map([...changes].filter(([name]) => !waiting.some(({ attribute }) => attribute === name)));
  const attributes = (current: Attributes) => changedAttributes(pool.attributes, current, atOnce);
  await uses.accounts.change(user, { attributes }, uses.now());
  for (const destination of destinations) {
    const about = { user, clientId: client.id, clientMetadata, destination, kind: "new address" } as const;
    await uses.accounts.change(user, await codeChange(about, uses), uses.now());
  }
  return destinations;
};

/** A code that verifies an address. */
export const codeChange = async (
  about: Omit<Parameters<typeof composeCode>[0], "purpose">,
  uses: TriggerUses & Uses<"now">,
): Promise<AccountChange> => ({ sends: await composeCode({ ...about, purpose: about.destination.attribute }, uses) });
