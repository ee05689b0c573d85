import { UserNotFound } from "../failures.ts";
import type { Times } from "../times.ts";
import type { Tenancy } from "./in-tenant.ts";
import { addRow, newVersion, rowsOf } from "./rows.ts";

/** Who has a role. */
export interface Holder {
  readonly kind: "user" | "group";
  readonly name: string;
}

/** A role that somebody has, and how it came to that. */
export interface RoleGrant extends Times {
  readonly role: string;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly version: string;
}

/** Where the grants to such holders are, and the column that names the holder. */
export const grantsTo = {
  user: { table: "user_roles", column: "username" },
  group: { table: "group_roles", column: "group_name" },
} as const;

const columns = [
  "role",
  "granted_by as grantedBy",
  "granted_at as grantedAt",
  "starts_at as startsAt",
  "ends_at as endsAt",
  "version",
];

/** The grants of a table, with their columns' names here. */
export const grantColumns = (table: string): string[] => columns.map((column) => `${table}.${column}`);

/** @throws {UserNotFound} for a user of nobody's provider or of another tenant's, alike */
export const requireUser = async ({ trx, tenant }: Tenancy, username: string): Promise<void> => {
  const { rows } = await trx.raw("select entitlements.tenant_of(?) as tenant", [username]);
  if (rows[0].tenant !== tenant) throw new UserNotFound(`There is no user named ${username}.`);
};

export const findGrant = async (tenancy: Tenancy, holder: Holder, role: string): Promise<RoleGrant | undefined> =>
  await ofHolder(tenancy, holder).where({ role }).first(columns);

/** There is no such grant yet. */
export const addGrant = async (
  tenancy: Tenancy,
  { kind, name }: Holder,
  { role, grantedBy, startsAt, endsAt }: Times & { role: string; grantedBy: string },
): Promise<RoleGrant> => {
  const { table, column } = grantsTo[kind];
  const row = { [column]: name, role, granted_by: grantedBy, starts_at: startsAt, ends_at: endsAt };
  const added = await addRow<RoleGrant>(tenancy, table, { row, returning: columns });
  if (!added) throw new Error(`${kind} ${name} has the role ${role} already`);
  return added;
};

/** The grant is one anew, by whoever changed it. */
export const changeGrantTimes = async (
  tenancy: Tenancy,
  holder: Holder,
  { role, grantedBy, startsAt, endsAt }: Times & { role: string; grantedBy: string },
): Promise<RoleGrant> => {
  const [changed] = await ofHolder(tenancy, holder)
    .where({ role })
    .update(
      {
        granted_by: grantedBy,
        granted_at: tenancy.trx.fn.now(),
        starts_at: startsAt,
        ends_at: endsAt,
        version: newVersion(tenancy),
      },
      columns,
    );
  return changed;
};

/** Takes a role, or all of them. */
export const removeGrants = async (tenancy: Tenancy, holder: Holder, role?: string): Promise<void> => {
  await ofHolder(tenancy, holder)
    .where(role === undefined ? {} : { role })
    .delete();
};

/** The holder's roles by name, from behind that one on. */
export const readGrants = async (
  tenancy: Tenancy,
  holder: Holder,
  { after, count }: { after?: string | undefined; count?: number } = {},
): Promise<(RoleGrant & { description: string })[]> => {
  const { table } = grantsTo[holder.kind];
  const rows = ofHolder(tenancy, holder)
    .join("roles", (on) => {
      on.on("roles.tenant", `${table}.tenant`).on("roles.name", `${table}.role`);
    })
    .orderBy("role")
    .select([...grantColumns(table), "roles.description"]);
  if (after !== undefined) rows.where("role", ">", after);
  if (count !== undefined) rows.limit(count);
  return await rows;
};

const ofHolder = (tenancy: Tenancy, { kind, name }: Holder) => {
  const { table, column } = grantsTo[kind];
  return rowsOf(tenancy, table).where({ [`${table}.${column}`]: name });
};

/** The roles that any group has. */
export const rolesOfGroups = async (tenancy: Tenancy): Promise<string[]> =>
  await rowsOf(tenancy, "group_roles").distinct().pluck("role");
