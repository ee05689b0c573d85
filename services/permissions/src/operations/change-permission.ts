import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { changePermission as alter } from "../changes/permissions.ts";
import { permission } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `PATCH /permissions/{permission}`: the members that are given are others; everybody who holds it has what it says then. */
export const changePermission = operation({
  id: "changePermission",
  summary: "Change what a permission allows or denies",
  params: z.object({ permission: entitlementName }),
  body: permission
    .omit({ name: true })
    .partial()
    .refine((members) => Object.keys(members).length > 0, "expected method, resource or effect")
    .meta({ minProperties: 1 }),
  answers: { 200: permission, ...orWithheld },
  problems: [404, 409],
  ifMatch: "demanded",
  run: async ({ params, body, ifMatch, caller }, world) => {
    const { version, ...changed } = await change(world, caller, (changing) =>
      alter(changing, { name: params.permission, members: body, ifMatch }),
    );
    return { status: 200, body: changed, headers: { ETag: etag(version) } };
  },
});
