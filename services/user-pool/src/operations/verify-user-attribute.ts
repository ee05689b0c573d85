import { z } from "zod";
import { verifyAddress } from "../attributes/verify-address.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { confirmationCode, token, verifiableName } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html */
export const verifyUserAttribute = operation({
  input: z.object({ AccessToken: token, AttributeName: verifiableName, Code: confirmationCode }),
  signed: false,
  async run({ AccessToken, AttributeName, Code }, uses: AccessTokenUses & Uses<"accounts">) {
    const user = await signedInUser(AccessToken, uses);
    const pool = await foundPool(user.poolId, uses);
    await verifyAddress({ pool, user, attribute: AttributeName, code: Code }, uses);
    return {};
  },
});
