import { z } from "zod";
import type { Uses } from "../world.ts";
import { clientDescription } from "./client-description.ts";
import { foundDeclaredClient } from "./found-client.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId }),
  signed: true,
  async run({ UserPoolId, ClientId }, uses: Uses<"records">) {
    const client = await foundDeclaredClient(UserPoolId, ClientId, uses);
    return { UserPoolClient: clientDescription(UserPoolId, client) };
  },
});
