import { z } from "zod";
import { resourceServer } from "../config/resource-server.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { resourceServerDescription, resourceServerMembers } from "./resource-server-shapes.ts";
import { settingsOf } from "./settings-of.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html */
export const createResourceServer = operation({
  input: z.object({ UserPoolId: poolId, ...resourceServerMembers }),
  signed: true,
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, ...members }, uses: Uses<"records" | "resourceServers" | "now">) {
    const pool = await foundPool(UserPoolId, uses);
    const settings = settingsOf(resourceServer, members);
    const server = await uses.resourceServers.create(pool.id, settings, uses.now());
    if (!server) throw new InvalidParameter(`${settings.Identifier} already exists in user pool ${pool.id}.`);
    return { ResourceServer: resourceServerDescription(pool.id, server) };
  },
});
