import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { addPermissionToRole } from "../changes/role-permissions.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `PUT /roles/{role}/permissions/{permission}`: everybody who has the role holds the permission afterwards. */
export const assignPermission = operation({
  id: "assignPermission",
  summary: "Give a permission to a role",
  params: z.object({ role: entitlementName, permission: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404],
  ifMatch: "honoured",
  run: async ({ params, ifMatch, caller }, world) => {
    await change(world, caller, (changing) => addPermissionToRole(changing, { ...params, ifMatch }));
    return { status: 204 };
  },
});
