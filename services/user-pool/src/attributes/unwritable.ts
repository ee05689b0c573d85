import type { Client } from "../config/user-pool-client.ts";
import { NotAuthorized } from "../operations/failures.ts";

/** Marks of an address that only a code or an administrator sets. */
const marks = new Set(["email_verified", "phone_number_verified"]);

/**
 * The attributes that a sign-in through the client may fill, of those that a provider's mapping names: what the client
 * may not write is left out in silence, as the guide has it.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export const writableMapping = (
  { writable }: Client,
  mapping: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(mapping).filter(([name]) => writable?.includes(name) ?? true));

/**
 * That users set only what their client may write. The API's reference says that it throws, the guide that what a client
 * may not write is left out: UNCONFIRMED, and decided in this file alone; for what users send, as the reference has it.
 * @throws {NotAuthorized}
 */
export const refuseUnwritable = ({ writable }: Client, names: Iterable<string>): void => {
  for (const name of names)
    if (marks.has(name) || !(writable?.includes(name) ?? true))
      throw new NotAuthorized("A client attempted to write unauthorized attribute");
};
