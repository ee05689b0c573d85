import { z } from "zod";
import type { UserPoolSettings } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { presentPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolIdIn } from "./pool-arn.ts";
import { tags } from "./pool-settings.ts";
import { roleArn as arn } from "./shapes.ts";

/** Of a resource: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const most = 50;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  input: z.object({ ResourceArn: arn, Tags: tags }),
  signed: true,
  unconfirmed: "the wording of refusals",
  async run({ ResourceArn, Tags }, uses: Uses<"pools" | "now">) {
    const id = poolIdIn(ResourceArn);
    const change = (settings: UserPoolSettings) => {
      const UserPoolTags = { ...settings.UserPoolTags, ...Tags };
      if (Object.keys(UserPoolTags).length > most)
        throw new InvalidParameter(`A user pool can have ${most} tags at most.`);
      return { ...settings, UserPoolTags };
    };
    presentPool(id, await uses.pools.change(id, change, uses.now()));
    return {};
  },
});
