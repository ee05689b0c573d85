import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import type { Challenge } from "./challenge.ts";
import { newChallenge, newSession } from "./session.ts";
import type { Place, SignInStep } from "./sign-in-step.ts";

interface Asked {
  /** Undefined for a name that is nobody's, which is challenged for show. */
  readonly user: User | undefined;
  readonly username: string;
  readonly challenge: Challenge;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Begins a challenge that changes nothing of its user, so that there need not be one. */
export const askAnybody = async (
  place: Place,
  { user, username, challenge, parameters }: Asked,
  { challenges, now }: Uses<"challenges" | "now">,
): Promise<SignInStep> => {
  const session = newSession(place);
  const whom = { username, known: user !== undefined };
  await challenges.save(newChallenge(place, whom, { challenge, session, now: now() }));
  return { challenge: { name: challenge.name, session, parameters } };
};
