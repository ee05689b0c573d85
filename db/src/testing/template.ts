import { randomBytes } from "node:crypto";
import { ensureDatabase } from "../database.ts";
import { migrate } from "../migrate.ts";
import { alone, connectAsOwner } from "../prepare-database.ts";
import { ensureRoles, type Passwords, type ServiceRole, serviceRoles } from "../roles.ts";

/** The database that every test's own is a copy of: migrated, and empty. */
export const template = "gatehouse_template";

/** Makes the roles and the template on a fresh server. */
export const makeTemplate = async (adminUrl: string): Promise<Passwords> => {
  const passwords = Object.fromEntries(serviceRoles.map((role) => [role, randomBytes(12).toString("hex")])) as Record<
    ServiceRole,
    string
  >;
  await alone(adminUrl, async (admin) => {
    await ensureRoles(admin, passwords);
    await ensureDatabase(admin, template);
    const asOwner = connectAsOwner(adminUrl, template);
    try {
      await migrate(asOwner);
    } finally {
      await asOwner.destroy();
    }
  });
  return passwords;
};
