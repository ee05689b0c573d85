import { RoleNotFound } from "../failures.ts";
import type { Tenancy } from "./in-tenant.ts";
import { addRow, newVersion, rowsOf } from "./rows.ts";

export interface Role {
  readonly name: string;
  readonly description: string;
}

export interface StoredRole extends Role {
  readonly version: string;
}

/** @returns the role, or nothing where the name was taken. */
export const addRole = (tenancy: Tenancy, row: Role): Promise<StoredRole | undefined> =>
  addRow(tenancy, "roles", { row, returning: columns });

const columns = ["name", "description", "version"];

/** @throws {RoleNotFound} */
export const requireRole = async (tenancy: Tenancy, name: string): Promise<StoredRole> => {
  const role = await rowsOf(tenancy, "roles").where({ name }).first(columns);
  if (!role) throw new RoleNotFound(`There is no role named ${name}.`);
  return role;
};

/** Changes a role, or what it holds: it has another version afterwards. */
export const updateRole = async (tenancy: Tenancy, name: string, changed: Partial<Role> = {}): Promise<StoredRole> => {
  const [role] = await rowsOf(tenancy, "roles")
    .where({ name })
    .update({ ...changed, version: newVersion(tenancy) }, columns);
  return role;
};

/** The role goes, and with it what it held and that anybody had it. */
export const removeRole = async (tenancy: Tenancy, name: string): Promise<void> => {
  await rowsOf(tenancy, "roles").where({ name }).delete();
};

/** Roles by name, from behind that one on. */
export const readRoles = async (
  tenancy: Tenancy,
  { search, after, count }: { search: string | undefined; after: string | undefined; count: number },
): Promise<StoredRole[]> => {
  const rows = rowsOf(tenancy, "roles").orderBy("name").limit(count).select(columns);
  if (after !== undefined) rows.where("name", ">", after);
  if (search !== undefined) rows.whereRaw("starts_with(name, ?)", [search]);
  return await rows;
};
