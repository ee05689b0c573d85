import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { removePermissionFromRole } from "../changes/role-permissions.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /roles/{role}/permissions/{permission}`: the role does not hold the permission afterwards. */
export const removePermission = operation({
  id: "removePermission",
  summary: "Take a permission from a role",
  params: z.object({ role: entitlementName, permission: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404, 409],
  ifMatch: "honoured",
  run: async ({ params, ifMatch, caller }, world) => {
    await change(world, caller, (changing) => removePermissionFromRole(changing, { ...params, ifMatch }));
    return { status: 204 };
  },
});
