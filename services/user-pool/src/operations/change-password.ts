import { z } from "zod";
import { changePassword as change } from "../passwords/change-password.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { password, token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const changePassword = operation({
  input: z.object({ AccessToken: token, PreviousPassword: password.optional(), ProposedPassword: password }),
  signed: false,
  async run({ AccessToken, ...input }, uses: AccessTokenUses & Uses<"accounts" | "passwords">) {
    const user = await signedInUser(AccessToken, uses);
    const pool = await foundPool(user.poolId, uses);
    await change({ pool, user, before: input.PreviousPassword, password: input.ProposedPassword }, uses);
    return {};
  },
});
