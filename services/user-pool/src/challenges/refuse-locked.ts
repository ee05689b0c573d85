import type { TriedName } from "../passwords/passwords.ts";
import type { Uses } from "../world.ts";
import { lockedOut } from "./failures.ts";

/** @throws {NotAuthorized} while too many failures lock the name, whoever's it is */
export const refuseLocked = async (tried: TriedName, { passwords, now }: Uses<"passwords" | "now">): Promise<void> => {
  const failed = await passwords.failedSignIns(tried, now());
  if (failed && failed.lockedUntil > now()) throw lockedOut();
};
