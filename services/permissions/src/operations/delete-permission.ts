import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { deletePermission as remove } from "../changes/permissions.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /permissions/{permission}`: no role holds it afterwards. */
export const deletePermission = operation({
  id: "deletePermission",
  summary: "Delete a permission",
  params: z.object({ permission: entitlementName }),
  answers: { 204: null, ...orWithheld },
  problems: [404, 409],
  ifMatch: "demanded",
  recentSignIn: true,
  run: async ({ params: { permission }, ifMatch, caller }, world) => {
    await change(world, caller, (changing) => remove(changing, { name: permission, ifMatch }));
    return { status: 204 };
  },
});
