import { z } from "zod";
import type { AuthUses } from "./auth-flows.ts";
import { answerMembers } from "./auth-members.ts";
import { answerChallenge } from "./challenge-answers.ts";
import { foundClient } from "./found.ts";
import { operation } from "./operation.ts";
import { clientId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const respondToAuthChallenge = operation({
  input: z.object({ ...answerMembers, ClientId: clientId }),
  signed: false,
  leftOut: { challenges: "`SMS_MFA`, `EMAIL_OTP`, `SELECT_MFA_TYPE`, `SELECT_CHALLENGE` and those of devices" },
  ignored: ["AnalyticsMetadata", "UserContextData"],
  async run({ ClientId, ...input }, uses: AuthUses) {
    return answerChallenge(input, await foundClient(ClientId, uses), uses);
  },
});
