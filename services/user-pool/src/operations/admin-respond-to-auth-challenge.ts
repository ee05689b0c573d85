import { z } from "zod";
import type { AuthUses } from "./auth-flows.ts";
import { answerMembers } from "./auth-members.ts";
import { authParameters } from "./auth-parameters.ts";
import { answerChallenge } from "./challenge-answers.ts";
import { foundClientOf, foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";
import { signInAnswer } from "./sign-in-answer.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const adminRespondToAuthChallenge = operation({
  input: z.object({ ...answerMembers, UserPoolId: poolId, ClientId: clientId }),
  signed: true,
  leftOut: { challenges: "`SMS_MFA`, `EMAIL_OTP`, `SELECT_MFA_TYPE`, `SELECT_CHALLENGE` and those of devices" },
  ignored: ["AnalyticsMetadata", "ContextData"],
  async run({ UserPoolId, ClientId, ChallengeName, Session, ChallengeResponses, ClientMetadata }, uses: AuthUses) {
    const client = await foundClientOf(UserPoolId, ClientId, uses);
    const pool = await foundPool(client.poolId, uses);
    const place = { pool, client, by: "api", session: Session, clientMetadata: ClientMetadata } as const;
    const answer = { name: ChallengeName, session: Session, responses: authParameters(ChallengeResponses) };
    return signInAnswer(await answerChallenge(place, answer, uses), client, uses);
  },
});
