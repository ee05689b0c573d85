import type { Tenancy } from "./in-tenant.ts";
import { grantsTo, type Holder } from "./role-grants.ts";
import { rowsOf } from "./rows.ts";

interface Filter {
  /** How the name begins, in one of these ways. */
  readonly prefixes: readonly string[] | undefined;
  /** Who has this role. */
  readonly role: string | undefined;
  /** Who holds this permission by any role. */
  readonly permission: string | undefined;
  readonly after: string | undefined;
  readonly count: number;
}

/** The names of those who have roles, from behind that one on. */
export const readHolders = async (
  tenancy: Tenancy,
  kind: Holder["kind"],
  { prefixes, role, permission, after, count }: Filter,
): Promise<string[]> => {
  const { table, column } = grantsTo[kind];
  const rows = rowsOf(tenancy, table).distinct(`${column} as name`).orderBy(column).limit(count);
  if (after !== undefined) rows.where(column, ">", after);
  if (role !== undefined) rows.where({ role });
  if (permission !== undefined)
    rows.whereIn("role", rowsOf(tenancy, "role_permissions").where({ permission }).select("role"));
  if (prefixes !== undefined)
    rows.where((any) => {
      for (const prefix of prefixes) any.orWhereRaw("starts_with(??, ?)", [column, prefix]);
    });
  const found = await rows;
  return found.map(({ name }: { name: string }) => name);
};

/** How the usernames begin that somebody means who gives the beginning of a name: with the provider or without. */
export const userPrefixes = async (tenancy: Tenancy, search: string): Promise<string[]> => {
  const providers: string[] = await rowsOf(tenancy, "providers").pluck("provider");
  return [search, ...providers.map((provider) => `${provider}_${search}`)];
};
