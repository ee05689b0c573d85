import { groupName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { inTenant } from "../store/in-tenant.ts";
import { readGrants } from "../store/role-grants.ts";
import { grantedRole, tellGrant } from "./list-user-roles.ts";

/** `GET /groups/{group}/roles`: the roles of whoever is in the group. A group is there as soon as somebody names it. */
export const listGroupRoles = operation({
  id: "listGroupRoles",
  summary: "List a group's roles",
  params: z.object({ group: groupName }),
  query: z.strictObject(pageQuery),
  answers: { 200: z.object({ group: groupName, roles: z.array(grantedRole), ...pageAnswer }) },
  run: async ({ params: { group }, query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const holder = { kind: "group", name: group } as const;
      const { rows, ...next } = await page(
        { ...tenancy, list: `groups/${group}/roles`, query, now: now() },
        {
          read: (after, count) => readGrants(tenancy, holder, { after: after?.[0], count }),
          keyOf: ({ role }) => [role],
        },
      );
      return { status: 200, body: { group, roles: rows.map(tellGrant), ...next } };
    }),
});
