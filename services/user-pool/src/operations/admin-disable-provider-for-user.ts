import { z } from "zod";
import type { Uses } from "../world.ts";
import { InvalidParameter, UserNotFound } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { linkedSource, ownUsers, providerUser } from "./provider-user.ts";
import { poolId } from "./shapes.ts";

/**
 * Unties a linked identity: named as it was linked until its first sign-in, by `Cognito_Subject` and the NameID after
 * that. Who signs in with it next is a new user.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableProviderForUser.html
 */
export const adminDisableProviderForUser = operation({
  input: z.object({ UserPoolId: poolId, User: providerUser }),
  signed: true,
  leftOut: { "users without a link": "passwords, and profiles that the provider's own sign-in has made" },
  unconfirmed: "the error where nothing is linked",
  async run({ UserPoolId, User }, uses: Uses<"records" | "identityLinks">) {
    const pool = await foundPool(UserPoolId, uses);
    if (User.ProviderName === ownUsers)
      throw new InvalidParameter("User.ProviderName: Cognito is not supported: see docs/support-cognito.md.");
    const source = await linkedSource(pool.id, User, uses);
    if (!(await uses.identityLinks.unlink(source))) throw new UserNotFound();
    return {};
  },
});
