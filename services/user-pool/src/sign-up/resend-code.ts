import { composeCode } from "../codes/compose-message.ts";
import { type Destination, decoyDestination, signUpDestination } from "../codes/destination.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import { InvalidParameter, NotAuthorized, UserNotFound } from "../operations/failures.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";

export interface Asked {
  readonly pool: Pool;
  readonly client: Client;
  readonly name: string;
  /** For the pool's triggers. */
  readonly clientMetadata?: Metadata;
}

export type CodeUses = TriggerUses & Uses<"users" | "accounts" | "passwords" | "now">;

/**
 * Sends another code to somebody who signed up; the one before does not count any more.
 * @throws {InvalidParameter} for a user who is confirmed, or has no address that the pool verifies
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html
 */
export const resendCode = async (asked: Asked, uses: CodeUses): Promise<Destination> => {
  const { pool, client, clientMetadata } = asked;
  const user = await uses.users.lookUp(pool, asked.name);
  if (!user?.enabled) return nowhere(asked, user, uses);
  if (user.status !== "UNCONFIRMED") throw new InvalidParameter("User is already confirmed.");
  const destination = signUpDestination(pool, user.attributes);
  if (!destination) throw new InvalidParameter("Auto verification not turned on.");
  const about = { user, clientId: client.id, clientMetadata, purpose: "sign-up", kind: "resend" } as const;
  const sends = await composeCode({ ...about, destination }, uses);
  await uses.accounts.change(user, { sends }, uses.now());
  return destination;
};

/**
 * What a client that must not know who there is is told instead.
 * @throws {UserNotFound} @throws {NotAuthorized} to a client that may know
 */
export const nowhere = async (
  { pool, client, name }: Asked,
  user: User | undefined,
  { passwords }: Uses<"passwords">,
): Promise<Destination> => {
  if (client.hidesUnknownUsers) return decoyDestination(await passwords.decoyKey(pool.id), name);
  if (user) throw new NotAuthorized("User is disabled.");
  throw new UserNotFound("Username/client id combination not found.");
};
