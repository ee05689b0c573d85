import type { AccountChange } from "../account.ts";
import { isEnabled } from "../software-tokens/software-token.ts";
import type { User } from "../user.ts";
import type { Challenge } from "./challenge.ts";
import { NotAuthorized, PasswordResetRequired, UserNotConfirmed } from "./failures.ts";
import { finish } from "./finish.ts";
import { newChallenge, newSession } from "./session.ts";
import type { AskedChallenge, Place, SignInStep, SignInUses } from "./sign-in-step.ts";

/** Whose password is right, and what else their answer brings about. */
interface Proven {
  readonly user: User;
  readonly change: AccountChange;
}

const day = 86_400_000;

/**
 * What comes after the right password: another one, if an administrator set it, then the second factor, then the end.
 * @throws {UserNotConfirmed} @throws {PasswordResetRequired} @throws {NotAuthorized}
 */
export const afterPassword = async (place: Place, proven: Proven, uses: SignInUses): Promise<SignInStep> => {
  const { user } = proven;
  if (!user.enabled) throw new NotAuthorized("User is disabled.");
  if (user.status === "UNCONFIRMED") throw new UserNotConfirmed();
  if (user.status === "RESET_REQUIRED") throw new PasswordResetRequired();
  if (user.status !== "FORCE_CHANGE_PASSWORD") return afterNewPassword(place, proven, uses);
  await refuseOldTemporary(place, user, uses);
  const parameters = newPasswordParameters(place, user);
  return ask(place, proven, { uses, parameters, challenge: { name: "NEW_PASSWORD_REQUIRED" } });
};

/** The second factor, where there is one to ask for or to set up. */
export const afterNewPassword = async (place: Place, proven: Proven, uses: SignInUses): Promise<SignInStep> => {
  const { pool } = place;
  if (pool.mfa === "OFF" || !pool.softwareTokens) return finish(place, proven, uses);
  const token = await uses.softwareTokens.find(proven.user);
  const of = { USER_ID_FOR_SRP: proven.user.username };
  if (isEnabled(token) || (pool.mfa === "ON" && token?.secret)) {
    const parameters = { ...of, ...(token?.name === undefined ? {} : { FRIENDLY_DEVICE_NAME: token.name }) };
    return ask(place, proven, { uses, parameters, challenge: { name: "SOFTWARE_TOKEN_MFA" } });
  }
  if (pool.mfa === "OPTIONAL") return finish(place, proven, uses);
  const parameters = { ...of, MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' };
  return ask(place, proven, { uses, parameters, challenge: { name: "MFA_SETUP", verified: false } });
};

const refuseOldTemporary = async ({ pool }: Place, user: User, { passwords, now }: SignInUses) => {
  const password = await passwords.find(user);
  const end = (password?.setAt.getTime() ?? 0) + pool.passwordPolicy.temporaryDays * day;
  if (now().getTime() >= end)
    throw new NotAuthorized("Temporary password has expired and must be reset by an administrator.");
};

/** `userAttributes` and `requiredAttributes` are JSON texts. */
const newPasswordParameters = ({ pool }: Place, { username, attributes }: User) => {
  const missing = pool.attributes.filter(({ name, required }) => required && attributes[name] === undefined);
  return {
    USER_ID_FOR_SRP: username,
    requiredAttributes: JSON.stringify(missing.map(({ name }) => `userAttributes.${name}`)),
    userAttributes: JSON.stringify(attributes),
  };
};

interface Asking {
  readonly challenge: Challenge;
  readonly parameters: Readonly<Record<string, string>>;
  readonly uses: SignInUses;
}

/** Ends the challenge before, if there was one, and begins the next one. */
export const ask = async (
  place: Place,
  { user, change }: Proven,
  { challenge, parameters, uses }: Asking,
): Promise<{ readonly challenge: AskedChallenge }> => {
  const session = newSession(place);
  const now = uses.now();
  const next = newChallenge(place, { username: user.username, known: true }, { challenge, session, now });
  await uses.accounts.change(user, { ...change, challenge: next }, now);
  return { challenge: { name: challenge.name, session, parameters } };
};
