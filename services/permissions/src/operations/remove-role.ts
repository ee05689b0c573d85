import { entitlementName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { requireRole } from "../store/roles.ts";
import { deleteUserRole } from "../store/user-roles.ts";

/** `DELETE /users/{userId}/roles/{role}`: the user does not have the role afterwards. */
export const removeRole = operation({
  params: z.object({ userId: username, role: entitlementName }),
  run: async ({ params: { userId, role }, caller }, { knex }) => {
    await change(knex, caller, async ({ trx }) => {
      await requireRole(trx, role);
      const before = await deleteUserRole(trx, userId, role);
      return before && { action: "RemoveRole", subject: `user/${userId}`, before };
    });
    return { status: 204 };
  },
});
