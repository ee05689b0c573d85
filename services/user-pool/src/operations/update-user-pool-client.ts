import { z } from "zod";
import type { Uses } from "../world.ts";
import { clientDescription } from "./client-description.ts";
import { clientMembers, clientName, clientSettings, clientsLeaveOut } from "./client-settings.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredClient, presentClient } from "./found-client.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/**
 * Replaces all settings: what is left out returns to its default. The id, the secret and, if left out, the name stay.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 */
export const updateUserPoolClient = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId, ClientName: clientName.optional(), ...clientMembers }),
  signed: true,
  leftOut: clientsLeaveOut,
  unconfirmed: "the wording of refusals that are not about providers, scopes, attributes or OAuth's flows",
  async run({ UserPoolId, ClientId, ...members }, uses: Uses<"records" | "clients" | "now">) {
    const pool = await foundPool(UserPoolId, uses);
    const { ClientName, ClientSecret } = (await foundDeclaredClient(pool.id, ClientId, uses)).settings;
    const kept = { ClientId, ClientName, ...(ClientSecret === undefined ? {} : { ClientSecret }) };
    const settings = await clientSettings({ pool, doing: "updating" }, { ...kept, ...members }, uses);
    const client = presentClient(ClientId, await uses.clients.replace(pool.id, settings, uses.now()));
    return { UserPoolClient: clientDescription(pool.id, client) };
  },
});
