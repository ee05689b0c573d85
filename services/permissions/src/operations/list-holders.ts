import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { times } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { rolesWith } from "../store/held-permissions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { readMembersOfAll } from "../store/members.ts";
import { requirePermission } from "../store/permissions.ts";
import { isInForce, tellTimes } from "../times.ts";

const holder = z.object({
  role: entitlementName,
  kind: z.enum(["group", "user"]),
  name: z.string(),
  ...times,
  inForce: z.boolean(),
});

/** `GET /permissions/{permission}/holders`: who holds the permission, and through which role. */
export const listHolders = operation({
  id: "listHolders",
  summary: "List who holds a permission",
  params: z.object({ permission: entitlementName }),
  query: z.strictObject(pageQuery),
  answers: { 200: z.object({ permission: entitlementName, holders: z.array(holder), ...pageAnswer }) },
  problems: [404],
  run: async ({ params: { permission }, query, caller }, { knex, now: clock }) =>
    await inTenant(knex, caller, async (tenancy) => {
      await requirePermission(tenancy, permission);
      const roles = await rolesWith(tenancy, "role_permissions", permission);
      const now = clock();
      const { rows, ...next } = await page(
        { ...tenancy, list: `permissions/${permission}/holders`, query, now },
        {
          read: ([role, kind, name] = [], count) => readMembersOfAll(tenancy, roles, { role, kind, name, count }),
          keyOf: ({ role, kind, name }) => [role, kind, name],
        },
      );
      const holders = rows.map(({ role, kind, name, startsAt, endsAt }) => ({
        ...{ role, kind, name },
        ...tellTimes({ startsAt, endsAt }),
        inForce: isInForce({ startsAt, endsAt }, now),
      }));
      return { status: 200, body: { permission, holders, ...next } };
    }),
});
