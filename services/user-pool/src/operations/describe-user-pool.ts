import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundDeclaredPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolDescription } from "./pool-description.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = operation({
  input: z.object({ UserPoolId: poolId }),
  signed: true,
  async run({ UserPoolId }, uses: Uses<"records" | "domains">) {
    return { UserPool: await poolDescription(await foundDeclaredPool(UserPoolId, uses), uses) };
  },
});
