import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundDeclaredPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolIdIn } from "./pool-arn.ts";
import { roleArn as arn } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  input: z.object({ ResourceArn: arn }),
  signed: true,
  async run({ ResourceArn }, uses: Uses<"records">) {
    const { settings } = await foundDeclaredPool(poolIdIn(ResourceArn), uses);
    return { Tags: settings.UserPoolTags ?? {} };
  },
});
