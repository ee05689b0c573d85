import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { requirePermission } from "../store/permissions.ts";
import { deleteRolePermission } from "../store/role-permissions.ts";
import { requireRole } from "../store/roles.ts";

/** `DELETE /roles/{role}/permissions/{permission}`: the role does not hold the permission afterwards. */
export const removePermission = operation({
  params: z.object({ role: entitlementName, permission: entitlementName }),
  run: async ({ params: { role, permission }, caller }, { knex }) => {
    await change(knex, caller, async ({ trx }) => {
      await requireRole(trx, role);
      await requirePermission(trx, permission);
      const removed = await deleteRolePermission(trx, role, permission);
      return removed ? { action: "RemovePermission", subject: `role/${role}`, before: { permission } } : undefined;
    });
    return { status: 204 };
  },
});
