import { z } from "zod";
import type { SignInUses } from "../challenges/sign-in-step.ts";
import { setUp, verified } from "../software-tokens/associate.ts";
import type { AccessTokenUses } from "../tokens/live-access-token.ts";
import { InvalidParameter } from "./failures.ts";
import { operation } from "./operation.ts";
import { placeOfSession } from "./place-of-session.ts";
import { longText, session, token } from "./shapes.ts";
import { signedInUser } from "./signed-in-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifySoftwareToken.html */
export const verifySoftwareToken = operation({
  input: z.object({
    AccessToken: token.optional(),
    Session: session.optional(),
    UserCode: z
      .string()
      .length(6)
      .regex(/^[0-9]+$/),
    FriendlyDeviceName: longText.optional(),
  }),
  signed: false,
  async run({ AccessToken, Session, UserCode, FriendlyDeviceName }, uses: AccessTokenUses & SignInUses) {
    const shown = { code: UserCode, name: FriendlyDeviceName };
    if (AccessToken !== undefined) {
      const user = await signedInUser(AccessToken, uses);
      await uses.accounts.change(user, { softwareToken: await verified(user, shown, uses) }, uses.now());
      return { Status: "SUCCESS" };
    }
    if (Session === undefined) throw new InvalidParameter("expected AccessToken or Session");
    const { session: next } = await setUp(await placeOfSession(Session, uses), { session: Session, shown }, uses);
    return { Status: "SUCCESS", Session: next };
  },
});
