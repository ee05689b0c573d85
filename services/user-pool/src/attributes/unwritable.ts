import type { Client } from "../config/user-pool-client.ts";
import { NotAuthorized } from "../operations/failures.ts";

/** Marks of an address that only a code or an administrator sets. */
const marks = new Set(["email_verified", "phone_number_verified"]);

/**
 * That users set only what their client may write. The API's reference says that it throws, the guide that what a client
 * may not write is left out: UNCONFIRMED, and decided here alone, as the reference has it.
 * @throws {NotAuthorized}
 */
export const refuseUnwritable = ({ writable }: Client, names: Iterable<string>): void => {
  for (const name of names)
    if (marks.has(name) || !(writable?.includes(name) ?? true))
      throw new NotAuthorized("A client attempted to write unauthorized attribute");
};
