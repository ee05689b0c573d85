import { entitlementName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { requireRole } from "../store/roles.ts";
import { addUserRole } from "../store/user-roles.ts";

/** `PUT /users/{userId}/roles/{role}`: the user has the role afterwards, signed in before or not. */
export const assignRole = operation({
  params: z.object({ userId: username, role: entitlementName }),
  run: async ({ params: { userId, role }, caller }, { knex }) => {
    await change(knex, caller, async ({ trx, tenant }) => {
      await requireRole(trx, role);
      const after = await addUserRole(trx, { tenant, username: userId, role, grantedBy: caller.actor });
      return after && { action: "AssignRole", subject: `user/${userId}`, after };
    });
    return { status: 204 };
  },
});
