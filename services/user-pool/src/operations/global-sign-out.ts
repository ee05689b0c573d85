import { z } from "zod";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import { operation } from "./operation.ts";
import { token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/**
 * Ends all of the user's tokens at every client. The browser's session at the domain goes on.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 */
export const globalSignOut = operation({
  input: z.object({ AccessToken: token }),
  signed: false,
  async run({ AccessToken }, uses: AccessTokenUses) {
    const user = await signedInUser(AccessToken, uses);
    await uses.families.revokeAllOf(user.poolId, user.username, uses.now());
    return {};
  },
});
