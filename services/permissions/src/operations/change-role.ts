import { description, entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { changeRole as describeAnew } from "../changes/roles.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";
import { tellRole, wholeRole } from "./read-role.ts";

/** `PATCH /roles/{role}`: its description is another one. */
export const changeRole = operation({
  id: "changeRole",
  summary: "Change a role's description",
  params: z.object({ role: entitlementName }),
  body: z.strictObject({ description }),
  answers: { 200: wholeRole, ...orWithheld },
  problems: [404],
  ifMatch: "demanded",
  run: async ({ params: { role }, body, ifMatch, caller }, world) =>
    await change(world, caller, async (changing) =>
      tellRole(changing, await describeAnew(changing, { name: role, ...body, ifMatch })),
    ),
});
