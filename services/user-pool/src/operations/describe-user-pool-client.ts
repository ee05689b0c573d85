import { z } from "zod";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";
import { operation } from "./operation.ts";
import { clientId, epochSeconds, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = operation({
  input: z.object({ UserPoolId: poolId, ClientId: clientId }),
  signed: true,
  async run({ UserPoolId, ClientId }, { records }: Uses<"records">) {
    const client = await records.declaredClient(UserPoolId, ClientId);
    if (!client) throw new ResourceNotFound(`User pool client ${ClientId} does not exist.`);
    return {
      UserPoolClient: {
        UserPoolId,
        ...client.settings,
        CreationDate: epochSeconds(client.createdAt),
        LastModifiedDate: epochSeconds(client.modifiedAt),
      },
    };
  },
});
