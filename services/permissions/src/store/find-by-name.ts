import type { Tenancy } from "./in-tenant.ts";

export const kinds = ["group", "permission", "role", "user"] as const;

export interface Found {
  readonly kind: (typeof kinds)[number];
  readonly name: string;
}

/** Where the names of a kind are. */
const places = {
  group: { table: "group_roles", column: "group_name" },
  permission: { table: "permissions", column: "name" },
  role: { table: "roles", column: "name" },
  user: { table: "user_roles", column: "username" },
} as const;

export interface Asked {
  readonly text: string;
  readonly kind: Found["kind"] | undefined;
  readonly after: readonly string[] | undefined;
  readonly count: number;
}

/**
 * What has the text in its name, in upper or lower case, by kind and name, from behind that one on. `strpos` knows no
 * wildcards, so that `%` and `_` are the characters that they are.
 */
export const findByName = async ({ trx, tenant }: Tenancy, { text, kind, after, count }: Asked): Promise<Found[]> => {
  const [afterKind = "", afterName = ""] = after ?? [];
  const wanted = kinds.filter((each) => (kind === undefined || each === kind) && each >= afterKind);
  const parts = wanted.map(
    (each) => `(select distinct '${each}' as kind, ${places[each].column}::text collate "C" as name
      from entitlements.${places[each].table}
      where tenant = :tenant and strpos(lower(${places[each].column}), lower(:sought)) > 0
        ${each === afterKind ? `and ${places[each].column}::text collate "C" > :afterName` : ""}
      order by name limit :count)`,
  );
  if (parts.length === 0) return [];
  const query = `select * from (${parts.join(" union all ")}) as found order by kind, name limit :count`;
  const { rows } = await trx.raw(query, {
    tenant,
    sought: text,
    count,
    ...(query.includes(":afterName") ? { afterName } : {}),
  });
  return rows;
};
