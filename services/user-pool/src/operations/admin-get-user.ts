import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { mfaSettings } from "./mfa-preference.ts";
import { operation } from "./operation.ts";
import { poolId, username } from "./shapes.ts";
import { adminUser } from "./user-description.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const adminGetUser = operation({
  input: z.object({ UserPoolId: poolId, Username: username }),
  signed: true,
  async run(input, uses: Uses<"records" | "users" | "softwareTokens">) {
    const { user } = await foundUser(input, uses);
    return { ...adminUser(user), ...mfaSettings(await uses.softwareTokens.find(user)) };
  },
});
