import type { Tenancy } from "./in-tenant.ts";
import { grantColumns, grantsTo, type Holder, type RoleGrant } from "./role-grants.ts";
import { rowsOf } from "./rows.ts";

/** Who has a role, and how it came to that. */
export interface Member extends Holder, RoleGrant {}

interface After {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly count: number;
}

/** The groups and then the users that have a role, by name, from behind that one on. */
export const readMembers = async (tenancy: Tenancy, role: string, { kind, name, count }: After): Promise<Member[]> => {
  const groups = kind === "user" ? [] : await ofKind(tenancy, "group", { role, after: name, count });
  const rest = count - groups.length;
  if (rest === 0) return groups;
  return [
    ...groups,
    ...(await ofKind(tenancy, "user", { role, after: kind === "user" ? name : undefined, count: rest })),
  ];
};

/** The members of several roles, role by role, from behind that one on. */
export const readMembersOfAll = async (
  tenancy: Tenancy,
  roles: readonly string[],
  { role: last, kind, name, count }: After & { readonly role?: string | undefined },
): Promise<Member[]> => {
  const found: Member[] = [];
  for (const role of roles.filter((each) => last === undefined || each >= last)) {
    const after = role === last ? { kind, name } : {};
    found.push(...(await readMembers(tenancy, role, { ...after, count: count - found.length })));
    if (found.length === count) break;
  }
  return found;
};

const ofKind = async (
  tenancy: Tenancy,
  kind: Holder["kind"],
  { role, after, count }: { role: string; after: string | undefined; count: number },
): Promise<Member[]> => {
  const { table, column } = grantsTo[kind];
  const rows = rowsOf(tenancy, table).where({ role }).orderBy(column).limit(count);
  if (after !== undefined) rows.where(column, ">", after);
  const found = await rows.select([...grantColumns(table), `${column} as name`]);
  return found.map((row: Omit<Member, "kind">) => ({ ...row, kind }));
};
