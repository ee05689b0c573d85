import { z } from "zod";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import { stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html */
export const deleteUser = operation({
  input: z.object({ AccessToken: token }),
  signed: false,
  async run({ AccessToken }, uses: AccessTokenUses) {
    stillThere(await uses.users.remove(await signedInUser(AccessToken, uses)));
    return {};
  },
});
