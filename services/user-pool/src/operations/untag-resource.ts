import { z } from "zod";
import type { UserPoolSettings } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { presentPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolIdIn } from "./pool-arn.ts";
import { roleArn as arn } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  input: z.object({ ResourceArn: arn, TagKeys: z.array(z.string().min(1).max(128)) }),
  signed: true,
  async run({ ResourceArn, TagKeys }, uses: Uses<"pools" | "now">) {
    const id = poolIdIn(ResourceArn);
    const change = ({ UserPoolTags = {}, ...settings }: UserPoolSettings) => ({
      ...settings,
      UserPoolTags: Object.fromEntries(Object.entries(UserPoolTags).filter(([key]) => !TagKeys.includes(key))),
    });
    presentPool(id, await uses.pools.change(id, change, uses.now()));
    return {};
  },
});
