import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { undelegatePermissionFromRole } from "../changes/role-permissions.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /roles/{role}/delegations/{permission}`: the role lets nobody give the permission afterwards. */
export const removeDelegation = operation({
  id: "removeDelegation",
  summary: "No longer let who has a role give a permission to others",
  params: z.object({ role: entitlementName, permission: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404],
  ifMatch: "honoured",
  run: async ({ params, ifMatch, caller }, world) => {
    await change(world, caller, (changing) => undelegatePermissionFromRole(changing, { ...params, ifMatch }));
    return { status: 204 };
  },
});
