import { z } from "zod";
import type { SignInUses } from "../challenges/sign-in-step.ts";
import { associate, refuseWithoutTokens, setUp } from "../software-tokens/associate.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { placeOfSession } from "./place-of-session.ts";
import { session, token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AssociateSoftwareToken.html */
export const associateSoftwareToken = operation({
  input: z.object({ AccessToken: token.optional(), Session: session.optional() }),
  signed: false,
  async run({ AccessToken, Session }, uses: AccessTokenUses & SignInUses) {
    if (AccessToken !== undefined) {
      const user = await signedInUser(AccessToken, uses);
      refuseWithoutTokens(await foundPool(user.poolId, uses));
      return { SecretCode: await associate(user, uses) };
    }
    if (Session === undefined) throw new InvalidParameter("expected AccessToken or Session");
    const { session: next, secret } = await setUp(await placeOfSession(Session, uses), { session: Session }, uses);
    return { SecretCode: secret, Session: next };
  },
});
