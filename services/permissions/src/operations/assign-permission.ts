import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { requirePermission } from "../store/permissions.ts";
import { addRolePermission } from "../store/role-permissions.ts";
import { requireRole } from "../store/roles.ts";

/** `PUT /roles/{role}/permissions/{permission}`: everybody who has the role holds the permission afterwards. */
export const assignPermission = operation({
  params: z.object({ role: entitlementName, permission: entitlementName }),
  run: async ({ params: { role, permission }, caller }, { knex }) => {
    await change(knex, caller, async ({ trx, tenant }) => {
      await requireRole(trx, role);
      await requirePermission(trx, permission);
      const added = await addRolePermission(trx, { tenant, role, permission });
      return added ? { action: "AssignPermission", subject: `role/${role}`, after: { permission } } : undefined;
    });
    return { status: 204 };
  },
});
