import type { TriedName } from "../passwords/passwords.ts";
import type { Uses } from "../world.ts";
import { lockedOut } from "./failures.ts";

/** @throws {NotAuthorized} while too many failures lock the name, whoever's it is */
export const refuseLocked = async (tried: TriedName, { passwords, now }: Uses<"passwords" | "now">): Promise<void> => {
  const failed = await passwords.failedSignIns(tried, now());
  if (failed && failed.lockedUntil > now()) throw lockedOut();
};

/**
 * Judges what somebody shows under a name, and counts the attempt. Who is locked out learns nothing of the outcome.
 * @throws {NotAuthorized} while the name is locked
 */
export const judged = async (
  tried: TriedName,
  judge: () => Promise<boolean>,
  uses: Uses<"passwords" | "now">,
): Promise<boolean> => {
  await refuseLocked(tried, uses);
  const succeeded = await judge();
  if (!(await uses.passwords.count(tried, { succeeded, now: uses.now() }))) throw lockedOut();
  return succeeded;
};
