import type { AccountChange } from "../account.ts";
import { composeCode } from "../codes/compose-message.ts";
import type { Destination } from "../codes/destination.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Attributes, User } from "../user.ts";
import type { Uses } from "../world.ts";
import { changedAttributes } from "./changed-attributes.ts";

interface Changes {
  readonly pool: Pool;
  /** Of the application, or what triggers are told in place of one. */
  readonly clientId: string;
  readonly user: User;
  /** Blank values delete. */
  readonly changes: ReadonlyMap<string, string>;
  readonly clientMetadata?: Metadata;
}

const addresses = ["email", "phone_number"] as const;

/**
 * Changes a user's attributes, and sends codes to the addresses that are other ones now. Where the pool says so, an
 * address stays as it is until the code comes back.
 * @returns where the codes went
 * @throws {InvalidParameter} @throws {AccountRefused}
 */
export const changeAttributes = async (
  { pool, clientId, user, changes, clientMetadata }: Changes,
  uses: TriggerUses & Uses<"accounts" | "now">,
): Promise<Destination[]> => {
  changedAttributes(pool.attributes, user.attributes, changes);
  const destinations = unverified({ pool, user, changes });
  const waiting = destinations.filter(({ attribute }) => pool.verifiedBeforeUpdate.includes(attribute));
  const atOnce = new Map([...changes].filter(([name]) => !waiting.some(({ attribute }) => attribute === name)));
  const attributes = (current: Attributes) => changedAttributes(pool.attributes, current, atOnce);
  await uses.accounts.change(user, { attributes }, uses.now());
  for (const destination of destinations) {
    const about = { user, clientId, clientMetadata, destination, kind: "new address" } as const;
    await uses.accounts.change(user, await codeChange(about, uses), uses.now());
  }
  return destinations;
};

/**
 * The other addresses that the pool verifies and that the changes do not declare verified. A federated user's are the
 * identity provider's to verify.
 */
const unverified = ({ pool, user, changes }: Pick<Changes, "pool" | "user" | "changes">) =>
  addresses.flatMap((attribute): Destination[] => {
    const address = changes.get(attribute);
    const another = address && address !== user.attributes[attribute];
    const declared = changes.get(`${attribute}_verified`)?.toLowerCase() === "true";
    const asked = another && !declared && user.status !== "EXTERNAL_PROVIDER";
    return asked && pool.autoVerified.includes(attribute) ? [{ attribute, address }] : [];
  });

/** A code that verifies an address. */
export const codeChange = async (
  about: Omit<Parameters<typeof composeCode>[0], "purpose">,
  uses: TriggerUses & Uses<"now">,
): Promise<AccountChange> => ({ sends: await composeCode({ ...about, purpose: about.destination.attribute }, uses) });
