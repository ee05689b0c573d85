import { randomUUID } from "node:crypto";
import { initialAttributes } from "../attributes/initial-attributes.ts";
import type { Pool } from "../config/user-pool.ts";
import { storedPassword } from "../passwords/stored-password.ts";
import type { MigratedUser } from "../triggers/user-migration.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { namedBy } from "./named-by.ts";

interface Migrated extends MigratedUser {
  /** As it was typed; the function may name the user otherwise. */
  readonly name: string;
  /** Undefined where none was shown. */
  readonly password?: string;
}

/** Somebody whom the pool's function knows becomes a user; a password that the user must reset is not kept. */
export const createMigratedUser = async (
  pool: Pool,
  { name, password, status, ...migrated }: Migrated,
  { accounts, now: clock }: Uses<"accounts" | "now">,
): Promise<User> => {
  const sub = randomUUID();
  const { username: given = name, ...sent } = migrated.attributes;
  const { username, attributes: named } = namedBy(pool, { name: given, sub });
  const attributes = initialAttributes(pool, new Map([...Object.entries(sent), ...named]), { required: false });
  const now = clock();
  const kept = status === "CONFIRMED" &&
    password !== undefined && {
      password: await storedPassword({ poolId: pool.id, username }, { password, temporary: false, now }),
      kept: pool.passwordPolicy.history,
    };
  const account = { poolId: pool.id, username, sub, status, attributes };
  return await accounts.create(account, kept ? { password: kept } : {}, now);
};
