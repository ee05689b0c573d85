import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Passwords, serviceRoles } from "@gatehouse/db/roles.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { ensureCheckpointKey } from "./checkpoint-key.ts";
import type { DataDirectory } from "./data-directory.ts";
import { secretIn } from "./secret.ts";

export interface Secrets {
  /** Of `postgres`, who made the database. It stays what it was then. */
  readonly superuser: string;
  /** Of the roles that log in. They are set anew at every start. */
  readonly passwords: Passwords;
  /** What an administrator shows to read the traces of sign-ins and the gateway's metrics. */
  readonly administrator: string;
  /** The file with the key that signs checkpoints of the audit records. */
  readonly checkpointKey: string;
}

/** Name of the file, in a data directory and in the containers of the user pool and the gateway. */
export const administrator = "administrator";

/** Name of the file, in a data directory and in the container of the permissions service. */
export const checkpointKey = "checkpoint-key.pem";

/**
 * The secrets of this data directory, made at the first start.
 * @throws {CannotStart} where there is a database and the password that opens it is gone.
 */
export const secretsOf = ({ secrets, database, checkpointKeys }: DataDirectory): Secrets => {
  const superuser = join(secrets, "superuser");
  if (existsSync(database) && !existsSync(superuser))
    throw new CannotStart(
      `${superuser} is missing, and the database in ${database} opens to nothing else: put the file back, or run npm run reset to throw the data away`,
    );
  const key = join(secrets, checkpointKey);
  ensureCheckpointKey({ key, publicKeys: checkpointKeys });
  return {
    superuser: secretIn(superuser),
    passwords: passwordsIn(secrets),
    administrator: secretIn(join(secrets, administrator)),
    checkpointKey: key,
  };
};

/** One file per role, as `prepareDatabase` is given them in a container, too. */
export const passwordsIn = (folder: string): Passwords =>
  Object.fromEntries(serviceRoles.map((role) => [role, secretIn(join(folder, role))])) as Passwords;
