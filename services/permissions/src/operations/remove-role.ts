import { entitlementName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { takeRole } from "../changes/role-grants.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /users/{userId}/roles/{role}`: the user does not have the role afterwards. */
export const removeRole = operation({
  id: "removeRole",
  summary: "Take a role from a user",
  params: z.object({ userId: username, role: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404, 409],
  ifMatch: "honoured",
  run: async ({ params: { userId, role }, ifMatch, caller }, world) => {
    const holder = { kind: "user", name: userId } as const;
    await change(world, caller, (changing) => takeRole(changing, { holder, role, ifMatch }));
    return { status: 204 };
  },
});
