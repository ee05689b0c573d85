import { z } from "zod";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import { userAttributes } from "../user.ts";
import type { Uses } from "../world.ts";
import { mfaSettings } from "./mfa-preference.ts";
import { operation } from "./operation.ts";
import { token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser = operation({
  input: z.object({ AccessToken: token }),
  signed: false,
  unconfirmed: "the wording for tokens that are invalid or expired",
  async run({ AccessToken }, uses: AccessTokenUses & Uses<"softwareTokens">) {
    const user = await signedInUser(AccessToken, uses);
    return {
      Username: user.username,
      UserAttributes: userAttributes(user),
      ...mfaSettings(await uses.softwareTokens.find(user)),
    };
  },
});
