import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import {
  presentResourceServer,
  resourceServerDescription,
  resourceServerIdentifier,
} from "./resource-server-shapes.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeResourceServer.html */
export const describeResourceServer = operation({
  input: z.object({ UserPoolId: poolId, Identifier: resourceServerIdentifier }),
  signed: true,
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId, Identifier }, uses: Uses<"records">) {
    const pool = await foundPool(UserPoolId, uses);
    const server = await uses.records.declaredResourceServer(pool.id, Identifier);
    return { ResourceServer: resourceServerDescription(pool.id, presentResourceServer(Identifier, server)) };
  },
});
