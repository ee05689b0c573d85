import { randomUUID } from "node:crypto";
import { AccountRefused, type NewAccount } from "../account.ts";
import { initialAttributes } from "../attributes/initial-attributes.ts";
import { refuseUnwritable } from "../attributes/unwritable.ts";
import { composeCode } from "../codes/compose-message.ts";
import { type Destination, signUpDestination } from "../codes/destination.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import { NotAuthorized } from "../operations/failures.ts";
import { chosenPassword } from "../passwords/chosen-password.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { postConfirmation } from "../triggers/post-confirmation.ts";
import { preSignUp, type Verdict } from "../triggers/pre-sign-up.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { UsernameExists } from "./failures.ts";
import { namedBy } from "./named-by.ts";

export interface SignUp {
  readonly pool: Pool;
  readonly client: Client;
  readonly name: string;
  readonly password: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** For the pool's triggers. */
  readonly validationData?: Metadata;
  readonly clientMetadata?: Metadata;
}

/** The user who is made, and where the code went; undefined where the pool verifies no address of the user's. */
export interface SignedUp {
  readonly user: User;
  readonly destination: Destination | undefined;
}

export type SignUpUses = TriggerUses & Uses<"accounts" | "passwords" | "now">;

/**
 * Makes a user who is to be confirmed, and sends the code.
 * @throws {NotAuthorized} @throws {InvalidParameter} @throws {InvalidPassword} @throws {UsernameExists}
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html
 */
export const signUp = async (request: SignUp, uses: SignUpUses): Promise<SignedUp> => {
  const { pool, client, clientMetadata } = request;
  if (pool.onlyAdminCreatesUsers) throw new NotAuthorized("SignUp is not permitted for this user pool");
  refuseUnwritable(client, request.attributes.keys());
  const sub = randomUUID();
  const { username, attributes: named } = namedBy(pool, { name: request.name, sub });
  const attributes = initialAttributes(pool, new Map([...request.attributes, ...named]), { required: true });
  const password = await chosenPassword(pool, { username, password: request.password }, uses);
  const of = { poolId: pool.id, clientId: client.id, username, clientMetadata };
  const { validationData } = request;
  const verdict = await preSignUp({ ...of, source: "PreSignUp_SignUp", attributes, validationData }, uses);
  const account = accountOf({ poolId: pool.id, username, sub }, attributes, verdict);
  const destination = verdict.autoConfirmUser ? undefined : signUpDestination(pool, attributes);
  const about = { ...of, user: { ...account, identities: [], tokensNotBefore: undefined }, kind: "sign-up" } as const;
  const sends = destination && (await composeCode({ ...about, destination, purpose: "sign-up" }, uses));
  const user = await uses.accounts.create(account, { password, sends }, uses.now()).catch((error) => {
    throw inUse(error);
  });
  if (verdict.autoConfirmUser) await postConfirmation({ ...of, source: "PostConfirmation_ConfirmSignUp", user }, uses);
  return { user, destination };
};

/** Nobody has shown yet that an address is the own one; the pool's trigger may say so. */
const accountOf = (
  of: Pick<User, "poolId" | "username" | "sub">,
  attributes: User["attributes"],
  { autoConfirmUser, autoVerifyEmail, autoVerifyPhone }: Verdict,
): NewAccount => ({
  ...of,
  status: autoConfirmUser ? "CONFIRMED" : "UNCONFIRMED",
  attributes: {
    ...attributes,
    ...(attributes.email === undefined ? {} : { email_verified: String(autoVerifyEmail) }),
    ...(attributes.phone_number === undefined ? {} : { phone_number_verified: String(autoVerifyPhone) }),
  },
});

/** Where users sign in by their addresses, one that is taken is a name that is taken. */
export const inUse = (error: unknown) =>
  error instanceof AccountRefused && error.reason === "alias taken"
    ? new UsernameExists(error.message, { cause: error })
    : error;
