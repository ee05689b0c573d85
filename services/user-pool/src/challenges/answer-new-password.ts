import { changedAttributes } from "../attributes/changed-attributes.ts";
import { refuseUnwritable } from "../attributes/unwritable.ts";
import { chosenPassword } from "../passwords/chosen-password.ts";
import type { Attributes, User } from "../user.ts";
import { InvalidParameter } from "./failures.ts";
import { afterNewPassword } from "./next-step.ts";
import { openSession } from "./session.ts";
import type { Place, SignInStep, SignInUses } from "./sign-in-step.ts";

interface NewPasswordAnswer {
  readonly session: string;
  readonly password: string;
  /** What the user says of himself beside it. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Answers NEW_PASSWORD_REQUIRED. A password that the policy refuses leaves the session as it is.
 * @throws {NotAuthorized} for a session that is not good
 * @throws {InvalidPassword} @throws {InvalidParameter}
 */
export const answerNewPassword = async (
  place: Place,
  { session, password, attributes }: NewPasswordAnswer,
  uses: SignInUses,
): Promise<SignInStep> => {
  const { user, sessionHash } = await openSession(place, { name: "NEW_PASSWORD_REQUIRED", session }, uses);
  const { username } = user as User;
  refuseUnwritable(place.client, attributes.keys());
  const change = {
    session: sessionHash,
    status: "CONFIRMED",
    password: await chosenPassword(place.pool, { username, password }, uses),
    attributes: (current: Attributes) => complete(place, changedAttributes(place.pool.attributes, current, attributes)),
  } as const;
  return afterNewPassword(place, { user: user as User, change }, uses);
};

const complete = ({ pool }: Place, attributes: Attributes) => {
  const missing = pool.attributes.find(({ name, required }) => required && attributes[name] === undefined);
  if (missing) throw new InvalidParameter(`Invalid user attributes: ${missing.name}: The attribute is required`);
  return attributes;
};
