import { apiScopes } from "../challenges/finish.ts";
import type { SignedIn, SignInStep } from "../challenges/sign-in-step.ts";
import type { Client } from "../config/user-pool-client.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import type { Uses } from "../world.ts";
import { authenticationResult } from "./authentication-result.ts";

/** What InitiateAuth and RespondToAuthChallenge answer: the next challenge, or tokens. */
export const signInAnswer = async (
  step: SignInStep,
  client: Client,
  uses: Uses<"issuer" | "signingKeys">,
): Promise<object> => {
  if ("signedIn" in step) return authenticationResult(await tokensOf(step.signedIn, client, uses));
  const { name, session, parameters } = step.challenge;
  return { ChallengeName: name, Session: session, ChallengeParameters: parameters };
};

const tokensOf = async (
  { user, authTime, eventId, family }: SignedIn,
  client: Client,
  { issuer, signingKeys }: Uses<"issuer" | "signingKeys">,
) => {
  if (!family) throw new Error("a sign-in at the API has a token family");
  const grant = { originJti: family.originJti, scopes: apiScopes, authTime, eventId, begunBy: "api" } as const;
  const issue = {
    issuer: issuer(user.poolId),
    user,
    client,
    grant,
    by: "api",
    now: authTime,
    overrides: family.overrides,
  } as const;
  const tokens = await issueTokens(issue, { keys: await signingKeys(user.poolId) });
  return { ...tokens, refreshToken: family.refreshToken };
};
