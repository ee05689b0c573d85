import { z } from "zod";
import type { AuthUses } from "./auth-flows.ts";
import { answerMembers } from "./auth-members.ts";
import { answerChallenge } from "./challenge-answers.ts";
import { foundClientOf } from "./found.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const adminRespondToAuthChallenge = operation({
  input: z.object({ ...answerMembers, UserPoolId: poolId, ClientId: clientId }),
  signed: true,
  leftOut: { challenges: "`SMS_MFA`, `EMAIL_OTP`, `SELECT_MFA_TYPE`, `SELECT_CHALLENGE` and those of devices" },
  ignored: ["AnalyticsMetadata", "ContextData"],
  async run({ UserPoolId, ClientId, ...input }, uses: AuthUses) {
    return answerChallenge(input, await foundClientOf(UserPoolId, ClientId, uses), uses);
  },
});
