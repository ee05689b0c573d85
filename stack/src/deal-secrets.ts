// For containers: makes the secrets at the first start and deals them out, so that each part mounts its own and no other.
import { join } from "node:path";
import { readEnvironment } from "@gatehouse/config/environment.ts";
import type { ServiceRole } from "@gatehouse/db/roles.ts";
import { runOnce } from "@gatehouse/http/main.ts";
import { z } from "zod";
import { certificateNames, ensureCertificates } from "./certificates.ts";
import { ensureCheckpointKey } from "./checkpoint-key.ts";
import { hostNames } from "./host-names.ts";
import { secretIn } from "./secret.ts";
import { administrator, checkpointKey, passwordsIn } from "./secrets.ts";
import { writeAtomically } from "./write-atomically.ts";

const settings = z.object({
  /** A folder with one below it for each that is given something; each of those is a volume. */
  SECRETS: z.string(),
  /** `host:port` of the database. */
  DATABASE: z.string(),
  /** What the user pool's certificate is for beside this machine's names; not set: it has no HTTPS listener. */
  HTTPS_NAMES: hostNames.optional(),
});

/** Which part logs in as which role. */
const roleOf: Readonly<Record<string, ServiceRole>> = {
  "user-pool": "gatehouse_user_pool",
  session: "gatehouse_session",
  permissions: "gatehouse_permissions",
  trades: "gatehouse_trades",
  authorizer: "gatehouse_authorizer",
  gateway: "gatehouse_gateway",
  auditor: "gatehouse_auditor",
};

/** Who runs the database has another user id in every image. The volume is what keeps the file from others. */
const readByAll = 0o444;

/**
 * Writes into the folders below `folder`: `database/superuser`; `migrate/admin-url` and a password for each role;
 * `{part}/database-url` for each part; `administrator` for the user pool and the gateway; the key of
 * checkpoints for the permissions service, and its public half for the auditor. What is there already stays.
 */
export const dealSecrets = (folder: string, database: string): void => {
  const superuser = secretIn(join(folder, "database", "superuser"), readByAll);
  const passwords = passwordsIn(join(folder, "migrate"));
  writeAtomically(
    join(folder, "migrate", "admin-url"),
    `postgres://postgres:${superuser}@${database}/postgres\n`,
    0o600,
  );
  for (const [part, role] of Object.entries(roleOf)) {
    const url = `postgres://${role}:${passwords[role]}@${database}/gatehouse`;
    writeAtomically(join(folder, part, "database-url"), `${url}\n`, 0o600);
  }
  // Both answer to the same administrator.
  const secret = secretIn(join(folder, "user-pool", administrator));
  writeAtomically(join(folder, "gateway", administrator), `${secret}\n`, 0o600);
  ensureCheckpointKey({
    key: join(folder, "permissions", checkpointKey),
    publicKeys: join(folder, "auditor", "public-keys.pem"),
  });
};

/** The same for HTTPS: `authority/ca.pem` with the key, `user-pool/https.pem`, and `trusted/ca.pem` for everybody. */
export const dealCertificates = (folder: string, others: readonly string[], now: Date): Promise<void> => {
  const files = {
    authority: join(folder, "authority", "ca.pem"),
    server: join(folder, "user-pool", "https.pem"),
    trusted: join(folder, "trusted", "ca.pem"),
  };
  return ensureCertificates(files, { names: certificateNames(others), now });
};

if (import.meta.main)
  await runOnce("secrets", async () => {
    const { SECRETS, DATABASE, HTTPS_NAMES } = readEnvironment(settings, process.env);
    dealSecrets(SECRETS, DATABASE);
    if (HTTPS_NAMES) await dealCertificates(SECRETS, HTTPS_NAMES, new Date());
  });
