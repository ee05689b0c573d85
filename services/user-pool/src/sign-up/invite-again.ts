import { UserNotFound } from "../operations/failures.ts";
import type { User } from "../user.ts";
import { type CreatedByAdministrator, type CreateUses, invited, temporaryPassword } from "./create-user.ts";
import { UnsupportedUserState } from "./failures.ts";

/**
 * Sends the invitation of a user who has not signed in yet again, with another temporary password, good for as long again.
 * @throws {UserNotFound} @throws {UnsupportedUserState} @throws {InvalidPassword}
 */
export const inviteAgain = async (request: CreatedByAdministrator, uses: CreateUses): Promise<User> => {
  const user = await uses.users.lookUp(request.pool, request.name);
  if (!user) throw new UserNotFound();
  if (user.status !== "FORCE_CHANGE_PASSWORD")
    throw new UnsupportedUserState(`Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`);
  const { username } = user;
  const password = await temporaryPassword(request.pool, { username, password: request.temporaryPassword }, uses);
  const sends = await invited({ ...request, user }, uses);
  return uses.accounts.change(user, { password, sends }, uses.now());
};
