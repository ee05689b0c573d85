import { z } from "zod";
import { chosenPassword } from "../passwords/chosen-password.ts";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { operation } from "./operation.ts";
import { password, poolId, username } from "./shapes.ts";

/**
 * A permanent password confirms the user, a federated one, too, who can then sign in by password beside the provider.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
 */
export const adminSetUserPassword = operation({
  input: z.object({ UserPoolId: poolId, Username: username, Password: password, Permanent: z.boolean().optional() }),
  signed: true,
  async run(
    { Password, Permanent = false, ...input },
    uses: Uses<"records" | "users" | "accounts" | "passwords" | "now">,
  ) {
    const { pool, user } = await foundUser(input, uses);
    const chosen = { username: user.username, password: Password, temporary: !Permanent };
    const change = {
      password: await chosenPassword(pool, chosen, uses),
      status: Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
    } as const;
    await uses.accounts.change(user, change, uses.now());
    return {};
  },
});
