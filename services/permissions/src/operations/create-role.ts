import { description, entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { createRole as create } from "../changes/roles.ts";
import { role } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `POST /roles`: a role that holds nothing yet. */
export const createRole = operation({
  id: "createRole",
  summary: "Create a role",
  params: z.object({}),
  body: z.strictObject({ name: entitlementName, description: description.default("") }),
  answers: { 201: role, ...orWithheld },
  problems: [409],
  run: async ({ body, caller }, world) => {
    const { version } = await change(world, caller, (changing) => create(changing, body));
    return { status: 201, body, headers: { ETag: etag(version), Location: `/roles/${body.name}` } };
  },
});
