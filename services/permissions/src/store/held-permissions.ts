import type { Tenancy } from "./in-tenant.ts";
import { type Permission, permissionColumns, type StoredPermission } from "./permissions.ts";
import { addRow, rowsOf } from "./rows.ts";

/** How a role has to do with a permission: it holds it, or whoever has the role may give it to others. */
export type Bond = "role_permissions" | "role_delegations";

export const isBound = async (tenancy: Tenancy, bond: Bond, { role, permission }: Bound): Promise<boolean> =>
  (await rowsOf(tenancy, bond).where({ role, permission }).first("role")) !== undefined;

export const bind = async (tenancy: Tenancy, bond: Bond, { role, permission }: Bound): Promise<void> => {
  await addRow(tenancy, bond, { row: { role, permission }, returning: ["role"] });
};

export const unbind = async (tenancy: Tenancy, bond: Bond, { role, permission }: Bound): Promise<void> => {
  await rowsOf(tenancy, bond).where({ role, permission }).delete();
};

interface Bound {
  readonly role: string;
  readonly permission: string;
}

/** The roles that hold a permission, or may give it to others, by name. */
export const rolesWith = async (tenancy: Tenancy, bond: Bond, permission: string): Promise<string[]> =>
  await rowsOf(tenancy, bond).where({ permission }).orderBy("role").pluck("role");

/** What roles hold, or delegate. */
export const permissionsOf = async (tenancy: Tenancy, bond: Bond, roles: readonly string[]): Promise<Permission[]> =>
  await joined(tenancy, bond).whereIn(`${bond}.role`, roles).distinct(unversioned);

/** Those of the roles that deny something. */
export const rolesDenying = async (tenancy: Tenancy, roles: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set<string>(
    await joined(tenancy, "role_permissions")
      .whereIn("role_permissions.role", roles)
      .where("permissions.effect", "Deny")
      .distinct()
      .pluck("role_permissions.role"),
  );

/** What is allowed to whoever has one of the tenant's roles. */
export const allAllows = async (tenancy: Tenancy): Promise<Permission[]> =>
  await joined(tenancy, "role_permissions").where("permissions.effect", "Allow").distinct(unversioned);

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
const unversioned = qualified.filter((column) => column !== "permissions.version");

const joined = (tenancy: Tenancy, bond: Bond) =>
  rowsOf(tenancy, bond).join("permissions", (on) => {
    on.on("permissions.tenant", `${bond}.tenant`).on("permissions.name", `${bond}.permission`);
  });
