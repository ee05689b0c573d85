import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { delegatePermissionToRole } from "../changes/role-permissions.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `PUT /roles/{role}/delegations/{permission}`: whoever has the role may give the permission afterwards, without holding it. */
export const delegatePermission = operation({
  id: "delegatePermission",
  summary: "Let who has a role give a permission to others",
  params: z.object({ role: entitlementName, permission: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404],
  ifMatch: "honoured",
  run: async ({ params, ifMatch, caller }, world) => {
    await change(world, caller, (changing) => delegatePermissionToRole(changing, { ...params, ifMatch }));
    return { status: 204 };
  },
});
