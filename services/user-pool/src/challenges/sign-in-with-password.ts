import { asStored } from "../alias.ts";
import { isPasswordOf } from "../passwords/is-password-of.ts";
import type { User } from "../user.ts";
import { askPreAuthentication } from "./ask-pre-authentication.ts";
import { NotAuthorized, UserNotFound } from "./failures.ts";
import { judged } from "./judged.ts";
import { migrateUser } from "./migrate-user.ts";
import { afterPassword } from "./next-step.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/** What somebody typed. */
export interface Credentials {
  /** A username or an alias. */
  readonly name: string;
  readonly password: string;
}

/**
 * Signs in with a password that is sent. As much work is done, and as many attempts are free, for a name that is nobody's.
 * @throws {NotAuthorized} for a wrong password, a locked name and a disabled user
 * @throws {UserNotFound} where the client may know who there is
 * @throws {UserNotConfirmed} @throws {PasswordResetRequired}
 * @throws what the pool's triggers do not let through
 */
export const signInWithPassword = async (
  place: Place,
  { name, password }: Credentials,
  uses: SignInUses,
): Promise<SignInStep> => {
  const user = await uses.users.lookUp(place.pool, name);
  const migrated = user ? undefined : await migrateUser(place, { name, password }, uses);
  if (migrated) return afterPassword(place, { user: migrated, change: {} }, uses);
  await askPreAuthentication(place, { user, name }, uses);
  const judge = () => isPasswordOf(user, password, uses);
  const proven = await judgeAttempt(place, { user, name }, { judge, uses });
  return afterPassword(place, { user: proven, change: {} }, uses);
};

interface Attempt {
  readonly user: User | undefined;
  /** As it was typed. */
  readonly name: string;
}

interface Judging {
  readonly judge: () => Promise<boolean>;
  readonly uses: SignInUses;
}

/**
 * Judges a password and counts the attempt. Who is locked out learns nothing of the password.
 * @returns the user whose password it is
 * @throws {NotAuthorized} @throws {UserNotFound}
 */
export const judgeAttempt = async (place: Place, { user, name }: Attempt, { judge, uses }: Judging): Promise<User> => {
  const tried = { poolId: place.pool.id, name: user?.username ?? asStored(place.pool, name) };
  const succeeded = await judged(tried, judge, uses);
  if (!user) throw unknownUser(place);
  if (!succeeded) throw new NotAuthorized();
  return user;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html */
export const unknownUser = ({ client }: Place) => (client.hidesUnknownUsers ? new NotAuthorized() : new UserNotFound());
