import type { PermissionState } from "@gatehouse/entitlements/state.ts";
import { PermissionNotFound } from "../failures.ts";
import { etag } from "../preconditions.ts";
import type { Tenancy } from "./in-tenant.ts";
import { addRow, newVersion, rowsOf } from "./rows.ts";

export interface Permission {
  readonly name: string;
  readonly method: PermissionState["method"];
  readonly resource: string;
  readonly effect: "Allow" | "Deny";
}

export interface StoredPermission extends Permission {
  readonly version: string;
}

export const permissionColumns = ["name", "method", "resource", "effect", "version"];

/** @returns the permission, or nothing where the name was taken. */
export const addPermission = (tenancy: Tenancy, row: Permission): Promise<StoredPermission | undefined> =>
  addRow(tenancy, "permissions", { row, returning: permissionColumns });

/** @throws {PermissionNotFound} */
export const requirePermission = async (tenancy: Tenancy, name: string): Promise<StoredPermission> => {
  const permission = await rowsOf(tenancy, "permissions").where({ name }).first(permissionColumns);
  if (!permission) throw new PermissionNotFound(`There is no permission named ${name}.`);
  return permission;
};

/** It has another version afterwards. */
export const updatePermission = async (
  tenancy: Tenancy,
  name: string,
  changed: Permission,
): Promise<StoredPermission> => {
  const [permission] = await rowsOf(tenancy, "permissions")
    .where({ name })
    .update({ ...changed, version: newVersion(tenancy) }, permissionColumns);
  return permission;
};

/** The permission goes, and no role holds it any longer. */
export const removePermission = async (tenancy: Tenancy, name: string): Promise<void> => {
  await rowsOf(tenancy, "permissions").where({ name }).delete();
};

/** Permissions by name, from behind that one on. */
export const readPermissions = async (
  tenancy: Tenancy,
  { search, effect, after, count }: Filter & { after: string | undefined; count: number },
): Promise<StoredPermission[]> => {
  const rows = rowsOf(tenancy, "permissions").orderBy("name").limit(count).select(permissionColumns);
  if (after !== undefined) rows.where("name", ">", after);
  if (search !== undefined) rows.whereRaw("starts_with(name, ?)", [search]);
  if (effect !== undefined) rows.where({ effect });
  return await rows;
};

interface Filter {
  readonly search: string | undefined;
  readonly effect: string | undefined;
}

/** A permission as an item of a list. */
export const tellPermission = ({ version, ...permission }: StoredPermission): object => ({
  ...permission,
  etag: etag(version),
});
