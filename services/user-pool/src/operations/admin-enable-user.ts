import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundUser, stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const adminEnableUser = operation({
  input: z.object({ UserPoolId: poolId, Username: username }),
  signed: true,
  async run(input, uses: Uses<"records" | "users" | "now">) {
    const { user } = await foundUser(input, uses);
    stillThere(await uses.users.enable(user, uses.now()));
    return {};
  },
});
