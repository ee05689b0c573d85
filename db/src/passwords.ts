import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type Passwords, type ServiceRole, serviceRoles } from "./roles.ts";

/**
 * Reads each role's password from the file of its name, as mounted secrets come.
 * @throws {CannotStart} naming every file that is missing or empty.
 */
export const passwordsIn = (folder: string): Passwords => {
  const faults: string[] = [];
  const passwordOf = (role: ServiceRole) => {
    try {
      const password = readFileSync(join(folder, role), "utf8").trim();
      if (!password) faults.push(`  ${join(folder, role)} is empty`);
      return password;
    } catch (error) {
      faults.push(`  ${(error as Error).message}`);
      return "";
    }
  };
  const passwords = Object.fromEntries(serviceRoles.map((role) => [role, passwordOf(role)])) as Record<
    ServiceRole,
    string
  >;
  if (faults.length > 0) throw new CannotStart(`DATABASE_PASSWORDS: a role has no password:\n${faults.join("\n")}`);
  return passwords;
};
