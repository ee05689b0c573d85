import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { presentResourceServer, resourceServerIdentifier } from "./resource-server-shapes.ts";
import { poolId } from "./shapes.ts";

/**
 * Clients that list its scopes keep them, and cannot be updated with them any more, as with deleted providers.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteResourceServer.html
 */
export const deleteResourceServer = operation({
  input: z.object({ UserPoolId: poolId, Identifier: resourceServerIdentifier }),
  signed: true,
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, Identifier }, uses: Uses<"records" | "resourceServers">) {
    const pool = await foundPool(UserPoolId, uses);
    presentResourceServer(Identifier, await uses.records.declaredResourceServer(pool.id, Identifier));
    await uses.resourceServers.remove(pool.id, Identifier);
    return {};
  },
});
