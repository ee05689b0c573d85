import type { Destination } from "../codes/destination.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { changeAttributes } from "./change-attributes.ts";
import { refuseUnwritable } from "./unwritable.ts";

type OwnChanges = Omit<Parameters<typeof changeAttributes>[0], "clientId"> & { readonly client: Client };

/**
 * Changes a user's own attributes, as far as the application may write them.
 * @returns where codes for other addresses went
 * @throws {NotAuthorized} for what the client may not write @throws {InvalidParameter} @throws {AccountRefused}
 */
export const changeOwnAttributes = async (
  { client, ...changing }: OwnChanges,
  uses: TriggerUses & Uses<"accounts" | "now">,
): Promise<Destination[]> => {
  refuseUnwritable(client, changing.changes.keys());
  return await changeAttributes({ ...changing, clientId: client.id }, uses);
};
