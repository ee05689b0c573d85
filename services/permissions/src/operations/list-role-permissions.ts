import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { etagged, permission } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { readPermissionsOf } from "../store/held-permissions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { tellPermission } from "../store/permissions.ts";
import { requireRole } from "../store/roles.ts";

/** `GET /roles/{role}/permissions`: what the role holds. */
export const listRolePermissions = operation({
  id: "listRolePermissions",
  summary: "List a role's permissions",
  params: z.object({ role: entitlementName }),
  query: z.strictObject(pageQuery),
  answers: {
    200: z.object({ role: entitlementName, permissions: z.array(permission.extend(etagged)), ...pageAnswer }),
  },
  problems: [404],
  run: async ({ params: { role }, query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      await requireRole(tenancy, role);
      const { rows, ...next } = await page(
        { ...tenancy, list: `roles/${role}/permissions`, query, now: now() },
        {
          read: (after, count) => readPermissionsOf(tenancy, "role_permissions", { role, after: after?.[0], count }),
          keyOf: ({ name }) => [name],
        },
      );
      return { status: 200, body: { role, permissions: rows.map(tellPermission), ...next } };
    }),
});
