import { EnableSoftwareTokenMfa, SoftwareTokenNotFound } from "../challenges/failures.ts";
import { ask } from "../challenges/next-step.ts";
import { openSession } from "../challenges/session.ts";
import type { Place, SignInUses } from "../challenges/sign-in-step.ts";
import type { Pool } from "../config/user-pool.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { base32, newTokenSecret, stepOfCode } from "./totp.ts";

/** @throws {SoftwareTokenNotFound} */
export const refuseWithoutTokens = ({ softwareTokens }: Pool): void => {
  if (!softwareTokens) throw new SoftwareTokenNotFound();
};

/** @returns the secret, for an authenticator app; the user must show a code of it before it counts */
export const associate = async (user: User, { accounts, now }: Uses<"accounts" | "now">): Promise<string> => {
  const pending = newTokenSecret();
  await accounts.change(user, { softwareToken: { pending } }, now());
  return base32(pending);
};

/**
 * The secret that a code is of becomes the user's.
 * @throws {EnableSoftwareTokenMfa} for a wrong code
 */
export const verified = async (
  user: User,
  { code, name }: { readonly code: string; readonly name: string | undefined },
  { softwareTokens, now }: Uses<"softwareTokens" | "now">,
) => {
  const token = await softwareTokens.find(user);
  const pending = token?.pending;
  const step = pending && stepOfCode(code, { secret: pending, now: now(), after: 0 });
  if (step === undefined) throw new EnableSoftwareTokenMfa();
  return { secret: pending, pending: undefined, name, lastStep: step };
};

interface SetUp {
  readonly session: string;
  /** Undefined: a secret is asked for. */
  readonly shown?: { readonly code: string; readonly name: string | undefined };
}

/**
 * The same in the middle of a sign-in that asks for it: each step takes the session and gives another one.
 * @returns the session, and the secret where one is asked for
 */
export const setUp = async (place: Place, { session, shown }: SetUp, uses: SignInUses) => {
  const { user, sessionHash } = await openSession(place, { name: "MFA_SETUP", session }, uses);
  const pending = newTokenSecret();
  const softwareToken = shown ? await verified(user as User, shown, uses) : { pending };
  const proven = { user: user as User, change: { session: sessionHash, softwareToken } };
  const challenge = { name: "MFA_SETUP", verified: shown !== undefined } as const;
  const asked = await ask(place, proven, { challenge, parameters: {}, uses });
  return { session: asked.challenge.session, secret: base32(pending) };
};
