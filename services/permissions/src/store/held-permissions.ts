import type { Tenancy } from "./in-tenant.ts";
import { type Permission, permissionColumns, type StoredPermission } from "./permissions.ts";
import { addRow, rowsOf } from "./rows.ts";

/** How a role has to do with a permission: it holds it, or whoever has the role may give it to others. */
export type Bond = "role_permissions" | "role_delegations";

/** @returns whether it was not so before. */
export const bind = async (tenancy: Tenancy, bond: Bond, row: { role: string; permission: string }): Promise<boolean> =>
  (await addRow(tenancy, bond, { row, returning: ["role"] })) !== undefined;

/** @returns whether it was so before. */
export const unbind = async (
  tenancy: Tenancy,
  bond: Bond,
  row: { role: string; permission: string },
): Promise<boolean> => (await rowsOf(tenancy, bond).where(row).delete()) > 0;

/** The roles that hold a permission, or may give it to others, by name. */
export const rolesWith = async (tenancy: Tenancy, bond: Bond, permission: string): Promise<string[]> =>
  await rowsOf(tenancy, bond).where({ permission }).orderBy("role").pluck("role");

/** What roles hold, or delegate. */
export const permissionsOf = async (tenancy: Tenancy, bond: Bond, roles: readonly string[]): Promise<Permission[]> =>
  await joined(tenancy, bond)
    .whereIn(`${bond}.role`, roles)
    .distinct(qualified.filter((name) => !/version/.test(name)));

/** What one role holds, or delegates, by name, from behind that one on. */
export const readPermissionsOf = async (
  tenancy: Tenancy,
  bond: Bond,
  { role, after, count }: { role: string; after: string | undefined; count: number },
): Promise<StoredPermission[]> => {
  const rows = joined(tenancy, bond).where(`${bond}.role`, role).orderBy("name").limit(count).select(qualified);
  if (after !== undefined) rows.where("permissions.name", ">", after);
  return await rows;
};

const qualified = permissionColumns.map((column) => `permissions.${column}`);

const joined = (tenancy: Tenancy, bond: Bond) =>
  rowsOf(tenancy, bond).join("permissions", (on) => {
    on.on("permissions.tenant", `${bond}.tenant`).on("permissions.name", `${bond}.permission`);
  });
