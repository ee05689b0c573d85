import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { deleteRole as remove } from "../changes/roles.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /roles/{role}`: nobody has the role afterwards. */
export const deleteRole = operation({
  id: "deleteRole",
  summary: "Delete a role",
  params: z.object({ role: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404, 409],
  ifMatch: "demanded",
  recentSignIn: true,
  run: async ({ params: { role }, ifMatch, caller }, world) => {
    await change(world, caller, (changing) => remove(changing, { name: role, ifMatch }));
    return { status: 204 };
  },
});
