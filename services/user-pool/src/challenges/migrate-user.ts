import { asStored } from "../alias.ts";
import { createMigratedUser } from "../sign-up/create-migrated-user.ts";
import { userMigration } from "../triggers/user-migration.ts";
import type { User } from "../user.ts";
import { lockedOut } from "./failures.ts";
import { refuseLocked } from "./judged.ts";
import type { Place, SignInUses } from "./sign-in-step.ts";

interface Typed {
  readonly name: string;
  readonly password: string;
}

/**
 * Moves somebody whom the pool does not know into it, if its function for that knows the name and the password. What it
 * refuses counts as a wrong password.
 * @returns undefined in a pool without such a function
 * @throws {CannotMigrate} @throws {NotAuthorized} while the name is locked
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 */
export const migrateUser = async (place: Place, typed: Typed, uses: SignInUses): Promise<User | undefined> => {
  const { pool } = place;
  if (!pool.triggers.functions.UserMigration) return undefined;
  const tried = { poolId: pool.id, name: asStored(pool, typed.name) };
  await refuseLocked(tried, uses);
  const migrated = await asked(place, typed, uses).catch(async (error) => {
    await uses.passwords.count(tried, { succeeded: false, now: uses.now() });
    throw error;
  });
  if (!(await uses.passwords.count(tried, { succeeded: true, now: uses.now() }))) throw lockedOut();
  return migrated && (await createMigratedUser(pool, { ...typed, ...migrated }, uses));
};

const asked = (
  { pool, client, clientMetadata: validationData }: Place,
  { name, password }: Typed,
  uses: SignInUses,
) => {
  const source = "UserMigration_Authentication";
  return userMigration(
    { source, poolId: pool.id, clientId: client.id, username: name, password, validationData },
    uses,
  );
};
