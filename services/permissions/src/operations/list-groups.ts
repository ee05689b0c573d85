import { entitlementName, groupName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { search } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { readHolders } from "../store/holders.ts";
import { inTenant } from "../store/in-tenant.ts";

/** `GET /groups`: the groups that have roles. Who is in them stands in access tokens alone. */
export const listGroups = operation({
  id: "listGroups",
  summary: "List the groups that have roles",
  params: z.object({}),
  query: z.strictObject({
    ...pageQuery,
    search,
    role: entitlementName.optional(),
    permission: entitlementName.optional(),
  }),
  answers: { 200: z.object({ groups: z.array(z.object({ group: groupName })), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { search, role, permission } = query;
      const prefixes = search === undefined ? undefined : [search];
      const { rows, ...next } = await page(
        { ...tenancy, list: "groups", query, now: now() },
        {
          read: (after, count) =>
            readHolders(tenancy, "group", { prefixes, role, permission, after: after?.[0], count }),
          keyOf: (name) => [name],
        },
      );
      return { status: 200, body: { groups: rows.map((group) => ({ group })), ...next } };
    }),
});
