import { z } from "zod";
import { createPermission as create } from "../changes/permissions.ts";
import { warningsOf } from "../coverage-warnings.ts";
import { permission } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `POST /permissions`: a method on a resource that is allowed, or denied, to whoever holds it. Nobody does yet. */
export const createPermission = operation({
  id: "createPermission",
  summary: "Create a permission",
  params: z.object({}),
  body: permission,
  answers: { 201: permission.extend({ warnings: z.array(z.string()).optional() }), ...orWithheld },
  problems: [409],
  run: async ({ body, caller }, world) => {
    const { version } = await change(world, caller, (changing) => create(changing, body));
    const warnings = world.routes ? warningsOf(world.routes, [body]) : [];
    return {
      status: 201,
      body: { ...body, ...(warnings.length === 0 ? {} : { warnings }) },
      headers: { ETag: etag(version), Location: `/permissions/${body.name}` },
    };
  },
});
