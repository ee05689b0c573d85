import type { ChallengeResult } from "../triggers/challenge-session.ts";
import { createAuthChallenge } from "../triggers/create-auth-challenge.ts";
import { defineAuthChallenge } from "../triggers/define-auth-challenge.ts";
import type { User } from "../user.ts";
import { askAnybody } from "./ask-anybody.ts";
import { askForProof } from "./ask-for-proof.ts";
import { InvalidParameter, NotAuthorized } from "./failures.ts";
import { afterPassword } from "./next-step.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/** Somebody on the way through the challenges that a pool's own functions make. */
export interface CustomWay {
  /** Undefined for a name that is nobody's, where the client must not learn that. */
  readonly user: User | undefined;
  readonly username: string;
  /** The challenges that were answered so far. */
  readonly results: readonly ChallengeResult[];
  /** SRP_A, as long as the password can be asked for: right after the client sent it. */
  readonly clientValue?: string | undefined;
}

export const notConfigured = () =>
  new InvalidParameter("Custom auth lambda trigger is not configured for the user pool.");

/**
 * What the pool's functions want next. Nobody who is not there comes to tokens, whatever they say.
 * @throws {NotAuthorized} where they end the sign-in
 * @throws {InvalidParameter} for a challenge that is none of their own
 */
export const nextCustomStep = async (place: Place, way: CustomWay, uses: SignInUses): Promise<SignInStep> => {
  const step = await defineAuthChallenge({ ...occasionOf(place, way), session: way.results }, uses);
  if (step === undefined) throw notConfigured();
  if (step === "issue tokens" && way.user) return afterPassword(place, { user: way.user, change: {} }, uses);
  if (typeof step === "string") throw new NotAuthorized();
  if (step.challenge === "CUSTOM_CHALLENGE") return askCustom(place, way, uses);
  const { clientValue } = way;
  if (step.challenge === "PASSWORD_VERIFIER" && clientValue !== undefined)
    return askForProof(place, { ...way, clientValue }, uses);
  throw new InvalidParameter(`The challenge ${step.challenge} is not supported by Gatehouse in CUSTOM_AUTH here.`);
};

/** The pool's function hears of it, and what it says changes nothing: a wrong password ends the sign-in. */
export const tellOfWrongPassword = async (place: Place, way: CustomWay, uses: SignInUses): Promise<void> => {
  const result = { challengeName: "PASSWORD_VERIFIER", challengeResult: false } as const;
  await defineAuthChallenge({ ...occasionOf(place, way), session: [...way.results, result] }, uses);
};

export const occasionOf = ({ pool, client, clientMetadata }: Place, { user, username }: CustomWay) => ({
  poolId: pool.id,
  clientId: client.id,
  username,
  user,
  clientMetadata,
});

const askCustom = async (place: Place, way: CustomWay, uses: SignInUses): Promise<SignInStep> => {
  const name = "CUSTOM_CHALLENGE";
  const asked = { ...occasionOf(place, way), challengeName: name, session: way.results };
  const made = await createAuthChallenge(asked, uses);
  if (!made) throw notConfigured();
  const challenge = { name, hidden: made.hidden, metadata: made.metadata, results: way.results } as const;
  const parameters = { USERNAME: way.username, ...made.shown };
  return askAnybody(place, { ...way, challenge, parameters }, uses);
};
