import { composeCode } from "../codes/compose-message.ts";
import { type Destination, recoveryDestination } from "../codes/destination.ts";
import { InvalidParameter, NotAuthorized } from "../operations/failures.ts";
import { createMigratedUser } from "../sign-up/create-migrated-user.ts";
import { type Asked, type CodeUses, nowhere } from "../sign-up/resend-code.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import { CannotMigrate } from "../triggers/failures.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { userMigration } from "../triggers/user-migration.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";

/**
 * Sends a code with which another password can be set. Somebody whom only the pool's function knows becomes a user first,
 * without a password.
 * @throws {NotAuthorized} for a user who has no password of the own
 * @throws {InvalidParameter} for one without a verified address
 * @throws {CannotMigrate} to a client that may know who there is
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
 */
export const forgotPassword = async (asked: Asked, uses: CodeUses): Promise<Destination> => {
  const { pool, client, name } = asked;
  const user = (await uses.users.lookUp(pool, name)) ?? (await migratedUser(asked, uses));
  if (!user?.enabled) return nowhere(asked, user, uses);
  const destination = recoveryDestination(pool, user.attributes);
  const fault = recoveryFault(user, destination);
  if (fault && client.hidesUnknownUsers) return nowhere(asked, user, uses);
  if (fault) throw fault;
  const { clientMetadata } = asked;
  return await sendPasswordCode({ user, clientId: client.id, clientMetadata }, destination as Destination, uses);
};

const migratedUser = async ({ pool, client, name, clientMetadata }: Asked, uses: CodeUses) => {
  const source = "UserMigration_ForgotPassword";
  const who = { poolId: pool.id, clientId: client.id, username: name, password: undefined, clientMetadata };
  const migrated = await userMigration({ source, ...who }, uses).catch((error) => {
    if (client.hidesUnknownUsers && error instanceof CannotMigrate) return undefined;
    throw error;
  });
  return migrated && (await createMigratedUser(pool, { name, ...migrated }, uses));
};

/** Why no code can be sent, in Cognito's words. */
export const recoveryFault = ({ status }: User, destination: Destination | undefined) => {
  if (status === "FORCE_CHANGE_PASSWORD" || status === "EXTERNAL_PROVIDER")
    return new NotAuthorized("User password cannot be reset in the current state.");
  if (destination) return undefined;
  return new InvalidParameter(
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
};

interface Whom {
  readonly user: User;
  /** Whether the password that the user has is of no use from now on. */
  readonly resets?: boolean;
  readonly clientId: string;
  readonly clientMetadata?: Metadata;
}

/** @returns where the code went */
export const sendPasswordCode = async (
  { resets = false, ...whom }: Whom,
  destination: Destination,
  uses: TriggerUses & Uses<"accounts" | "now">,
): Promise<Destination> => {
  const sends = await composeCode({ ...whom, destination, purpose: "password", kind: "password" }, uses);
  await uses.accounts.change(whom.user, resets ? { sends, status: "RESET_REQUIRED" } : { sends }, uses.now());
  return destination;
};
