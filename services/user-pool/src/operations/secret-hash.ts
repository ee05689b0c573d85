import { createHmac } from "node:crypto";
import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import type { Client } from "../config/user-pool-client.ts";
import { NotAuthorized } from "./failures.ts";

/**
 * Whether SECRET_HASH was given where the client has a secret. It is a MAC over the user and the client.
 * @throws {NotAuthorized}
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export const requireSecretHash = ({ id, secret }: Client, given: string | undefined): void => {
  if (secret !== undefined && !given)
    throw new NotAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
};

/** Whether the hash is over one of the names of the user. A client without a secret needs none. */
export const isSecretHash = (client: Client, given: string | undefined, names: readonly string[]): boolean =>
  client.secret === undefined || names.some((name) => isMac(given ?? "", { name, client }));

/**
 * For what is asked under a name.
 * @throws {NotAuthorized}
 */
export const refuseWrongSecretHash = (client: Client, given: string | undefined, name: string): void => {
  requireSecretHash(client, given);
  if (!isSecretHash(client, given, [name]))
    throw new NotAuthorized(`Unable to verify secret hash for client ${client.id}`);
};

const isMac = (given: string, { name, client }: { name: string; client: Client }) => {
  const right = createHmac("sha256", client.secret ?? "")
    .update(name + client.id)
    .digest("base64");
  return isSameSecret(given, right);
};
