import { z } from "zod";
import { resourceServer } from "../config/resource-server.ts";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { presentResourceServer, resourceServerDescription, resourceServerMembers } from "./resource-server-shapes.ts";
import { settingsOf } from "./settings-of.ts";
import { poolId } from "./shapes.ts";

/**
 * Replaces name and scopes: without `Scopes` none are left.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateResourceServer.html
 */
export const updateResourceServer = operation({
  input: z.object({ UserPoolId: poolId, ...resourceServerMembers }),
  signed: true,
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, ...members }, uses: Uses<"records" | "resourceServers" | "now">) {
    const pool = await foundPool(UserPoolId, uses);
    const settings = settingsOf(resourceServer, members);
    const server = await uses.resourceServers.replace(pool.id, settings, uses.now());
    return {
      ResourceServer: resourceServerDescription(pool.id, presentResourceServer(settings.Identifier, server)),
    };
  },
});
