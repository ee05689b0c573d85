import { randomBytes } from "node:crypto";
import { hashOf } from "../tokens/secret-hash.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import type { Challenge, ChallengeName, NewChallenge, OpenChallenge } from "./challenge.ts";
import { invalidSession } from "./failures.ts";
import type { Place } from "./sign-in-step.ts";

/** Random bytes of a session: as long as those of Cognito look, and opaque as they are. The first stay for a whole sign-in. */
const bytes = { ofSignIn: 18, ofChallenge: 78 };
const lengthOfSignIn = (bytes.ofSignIn / 3) * 4;

const random = (count: number) => randomBytes(count).toString("base64url");

/** The part of a session that the sessions of all challenges of one sign-in begin with; no other sign-in has it. */
export const signInOf = (session: string): string => session.slice(0, lengthOfSignIn);

/** A session, of the same sign-in as the one before it. */
export const newSession = ({ session }: Pick<Place, "session">): string =>
  (session === undefined ? random(bytes.ofSignIn) : signInOf(session)) + random(bytes.ofChallenge);

/** A challenge that waits for AuthSessionValidity at most. */
export const newChallenge = (
  { pool, client, by }: Place,
  whom: { readonly username: string; readonly known: boolean },
  { challenge, session, now }: { challenge: Challenge; session: string; now: Date },
): NewChallenge => ({
  poolId: pool.id,
  clientId: client.id,
  by,
  ...whom,
  challenge,
  sessionHash: hashOf(session),
  expires: new Date(now.getTime() + client.authSession * 1000),
});

export interface Answered<Name extends ChallengeName> {
  readonly open: OpenChallenge;
  readonly challenge: Extract<Challenge, { readonly name: Name }>;
  /** Undefined for a challenge for show. */
  readonly user: User | undefined;
  readonly sessionHash: Buffer;
}

/**
 * The challenge that a session is of. It is not taken yet.
 * @throws {NotAuthorized} unless it is the client's own, began at the same place and asked for just this
 */
export const openSession = async <Name extends ChallengeName>(
  { client, by }: Place,
  { name, session }: { readonly name: Name; readonly session: string },
  { challenges, users, now }: Uses<"challenges" | "users" | "now">,
): Promise<Answered<Name>> => {
  const sessionHash = hashOf(session);
  const open = await challenges.find(sessionHash, now());
  if (open?.clientId !== client.id || open.by !== by || !asks(open.challenge, name)) throw invalidSession();
  const user = open.known ? await users.find(open.poolId, open.username) : undefined;
  if (open.known && !user?.enabled) throw invalidSession();
  return { open, challenge: open.challenge, user, sessionHash };
};

const asks = <Name extends ChallengeName>(
  challenge: Challenge,
  name: Name,
): challenge is Extract<Challenge, { readonly name: Name }> => challenge.name === name;
