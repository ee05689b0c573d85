import type { UserKey } from "../user.ts";
import type { Uses } from "../world.ts";
import { isPassword, nobodysHash } from "./hash-password.ts";

/** Whether a password is the user's; as much work is done for nobody's. */
export const isPasswordOf = async (
  user: UserKey | undefined,
  password: string,
  { passwords }: Uses<"passwords">,
): Promise<boolean> => {
  const stored = user && (await passwords.find(user));
  return (await isPassword(password, stored?.hash ?? nobodysHash)) && stored !== undefined;
};
