import { randomUUID } from "node:crypto";
import { AccountRefused } from "../account.ts";
import { initialAttributes } from "../attributes/initial-attributes.ts";
import { composeMessage } from "../codes/compose-message.ts";
import type { Pool } from "../config/user-pool.ts";
import { chosenPassword } from "../passwords/chosen-password.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import { noClient, type TriggerUses } from "../triggers/invoke-trigger.ts";
import { preSignUp, withVerified } from "../triggers/pre-sign-up.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { UsernameExists } from "./failures.ts";
import { namedBy } from "./named-by.ts";

export interface CreatedByAdministrator {
  readonly pool: Pool;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly temporaryPassword: string;
  readonly invitation: Invitation;
  readonly movesAliases: boolean;
  readonly validationData: Metadata;
  readonly clientMetadata: Metadata;
}

/** By which ways the user is invited; by none where the message is suppressed. */
export type Invitation = readonly ("EMAIL" | "SMS")[];

export type CreateUses = TriggerUses & Uses<"accounts" | "passwords" | "users" | "now">;

/**
 * Makes a user with a temporary password, who must choose another at the first sign-in.
 * @throws {InvalidParameter} @throws {InvalidPassword} @throws {UsernameExists}
 * @throws {AccountRefused} for an alias that is another user's and is not to be moved
 */
export const createUser = async (request: CreatedByAdministrator, uses: CreateUses): Promise<User> => {
  const { pool, clientMetadata, movesAliases } = request;
  const sub = randomUUID();
  const { username, attributes: named } = namedBy(pool, { name: request.name, sub });
  const given = initialAttributes(pool, new Map([...request.attributes, ...named]), { required: false });
  const password = await temporaryPassword(pool, { username, password: request.temporaryPassword }, uses);
  const of = { poolId: pool.id, clientId: noClient, username, clientMetadata };
  const { validationData } = request;
  const source = "PreSignUp_AdminCreateUser";
  const verdict = await preSignUp({ ...of, source, attributes: given, validationData }, uses);
  const attributes = withVerified(given, verdict);
  const account = { poolId: pool.id, username, sub, status: "FORCE_CHANGE_PASSWORD", attributes } as const;
  const user = { ...account, identities: [], tokensNotBefore: undefined };
  const sends = await invited({ ...request, user }, uses);
  return uses.accounts.create(account, { password, sends, movesAliases }, uses.now()).catch((error) => {
    throw alreadyThere(error);
  });
};

const alreadyThere = (error: unknown) =>
  error instanceof AccountRefused && error.reason === "username taken"
    ? new UsernameExists("User account already exists", { cause: error })
    : error;

export const temporaryPassword = (
  pool: Pool,
  chosen: { readonly username: string; readonly password: string },
  uses: Uses<"passwords" | "now">,
) => chosenPassword(pool, { ...chosen, temporary: true }, uses);

interface Invited extends Pick<CreatedByAdministrator, "temporaryPassword" | "invitation" | "clientMetadata"> {
  readonly user: Parameters<typeof composeMessage>[0]["user"];
}

/** The invitation by the first way that leads to an address of the user's; undefined where none does. */
export const invited = async (
  { user, invitation, temporaryPassword: code, clientMetadata }: Invited,
  uses: TriggerUses,
) => {
  const { email, phone_number: phone } = user.attributes;
  const destination =
    invitation.includes("SMS") && phone !== undefined
      ? ({ attribute: "phone_number", address: phone } as const)
      : invitation.includes("EMAIL") && email !== undefined
        ? ({ attribute: "email", address: email } as const)
        : undefined;
  if (!destination) return undefined;
  const message = { user, clientId: noClient, clientMetadata, destination, kind: "invitation", code } as const;
  return { code: undefined, message: await composeMessage(message, uses) };
};
