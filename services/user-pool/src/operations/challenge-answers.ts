import { answerCustomChallenge } from "../challenges/answer-custom-challenge.ts";
import { answerMfaSetup } from "../challenges/answer-mfa-setup.ts";
import { answerNewPassword } from "../challenges/answer-new-password.ts";
import { answerPasswordVerifier } from "../challenges/answer-password-verifier.ts";
import { answerSoftwareToken } from "../challenges/answer-software-token.ts";
import type { Place, SignInStep, SignInUses } from "../challenges/sign-in-step.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import { type AuthUses, nameIn } from "./auth-flows.ts";
import { type AuthParameters, authParameters } from "./auth-parameters.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { signInAnswer } from "./sign-in-answer.ts";

interface Answer {
  readonly session: string;
  readonly responses: AuthParameters;
}

type AnswerChallenge = (place: Place, answer: Answer, uses: SignInUses) => Promise<SignInStep>;

const ofUser = "userAttributes.";

/** How each challenge is answered, by its name on the wire. */
const answers: Readonly<Record<string, AnswerChallenge>> = {
  PASSWORD_VERIFIER: (place, { session, responses }, uses) => {
    const proof = {
      secretBlock: responses.required("PASSWORD_CLAIM_SECRET_BLOCK"),
      signature: responses.required("PASSWORD_CLAIM_SIGNATURE"),
      timestamp: responses.required("TIMESTAMP"),
    };
    return answerPasswordVerifier(place, { session, ...proof }, uses);
  },
  CUSTOM_CHALLENGE: (place, { session, responses }, uses) =>
    answerCustomChallenge(place, { session, answer: responses.required("ANSWER") }, uses),
  NEW_PASSWORD_REQUIRED: (place, { session, responses }, uses) => {
    const attributes = responses.entries().flatMap(([name, value]): [string, string][] => {
      return name.startsWith(ofUser) ? [[name.slice(ofUser.length), value]] : [];
    });
    const chosen = { password: responses.required("NEW_PASSWORD"), attributes: new Map(attributes) };
    return answerNewPassword(place, { session, ...chosen }, uses);
  },
  MFA_SETUP: (place, { session }, uses) => answerMfaSetup(place, { session }, uses),
  SOFTWARE_TOKEN_MFA: (place, { session, responses }, uses) =>
    answerSoftwareToken(place, { session, code: responses.required("SOFTWARE_TOKEN_MFA_CODE") }, uses),
};

interface Answering {
  readonly ChallengeName: string;
  readonly Session?: string | undefined;
  readonly ChallengeResponses: Readonly<Record<string, string>>;
  readonly ClientMetadata?: Metadata;
}

/**
 * Goes on with a sign-in by the answer to its challenge.
 * @throws {InvalidParameter} for a challenge that no sign-in here asks
 */
export const answerChallenge = async (
  { ChallengeName: name, Session: session, ChallengeResponses, ClientMetadata: clientMetadata }: Answering,
  client: Client,
  uses: AuthUses,
): Promise<object> => {
  const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (!answer) throw new InvalidParameter(`The challenge ${name} is not supported by Gatehouse.`);
  const pool = await foundPool(client.poolId, uses);
  const place = { pool, client, by: "api", session, clientMetadata } as const;
  const responses = authParameters(ChallengeResponses);
  nameIn(place, responses);
  // The wire lets it be left out for challenges that remember it otherwise; none here does.
  if (session === undefined) throw new InvalidParameter("Missing required parameter Session");
  return signInAnswer(await answer(place, { session, responses }, uses), client, uses);
};
