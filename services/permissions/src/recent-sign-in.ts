import type { Caller } from "./caller.ts";
import { SignInAgain } from "./failures.ts";

/** How old a sign-in may be for what cannot be undone, in seconds. */
const recent = 900;

/** How far the clock of who signed the token may be ahead, in seconds. */
const skew = 60;

/**
 * Whoever found a signed-in browser shall not be able to destroy anything with it.
 * @param now in milliseconds since 1970
 * @throws {SignInAgain} where the sign-in is too old or its time is not known.
 */
export const requireRecentSignIn = ({ authTime }: Caller, now: number): void => {
  const age = now / 1_000 - (authTime ?? Number.NEGATIVE_INFINITY);
  if (age > recent || age < -skew) throw new SignInAgain();
};
