import { entitlementName, groupName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { takeRole } from "../changes/role-grants.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /groups/{group}/roles/{role}`: nobody has the role by being in the group afterwards. */
export const removeRoleFromGroup = operation({
  id: "removeRoleFromGroup",
  summary: "Take a role from a group",
  params: z.object({ group: groupName, role: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404],
  ifMatch: "honoured",
  run: async ({ params: { group, role }, ifMatch, caller }, world) => {
    const holder = { kind: "group", name: group } as const;
    await change(world, caller, (changing) => takeRole(changing, { holder, role, ifMatch }));
    return { status: 204 };
  },
});
