import type { Client } from "pg";
import { owner, serviceRoles } from "./roles.ts";

/** Text sorts by code point on every machine, whatever locale its server was made with. */
const collation = "encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'";

/**
 * Makes the database if it is missing, and lets nobody but the roles of Gatehouse connect to it.
 * Rights to a database are not copied from its template, so this is needed for every one that is made.
 */
export const ensureDatabase = async (admin: Client, name: string, template?: string): Promise<void> => {
  const database = admin.escapeIdentifier(name);
  const source = template === undefined ? `template0 ${collation}` : admin.escapeIdentifier(template);
  const { rowCount } = await admin.query("select from pg_database where datname = $1", [name]);
  if (!rowCount) await admin.query(`create database ${database} template ${source}`);
  // Somebody else may have made it, such as the first start of a container.
  await admin.query(`alter database ${database} owner to ${owner}`);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${serviceRoles.join(", ")}`);
};
