import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredClient } from "./found-client.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/**
 * Ends the client's tokens, too. One that the pool's file names is there again after the next start.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html
 */
export const deleteUserPoolClient = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId }),
  signed: true,
  async run({ UserPoolId, ClientId }, uses: Uses<"records" | "clients">) {
    const pool = await foundPool(UserPoolId, uses);
    await foundDeclaredClient(pool.id, ClientId, uses);
    await uses.clients.remove(pool.id, ClientId);
    return {};
  },
});
