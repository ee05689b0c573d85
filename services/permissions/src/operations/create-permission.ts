import { z } from "zod";
import { createPermission as create } from "../changes/permissions.ts";
import { permission } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { change } from "../store/change.ts";

/** `POST /permissions`: a method on a resource that is allowed, or denied, to whoever holds it. Nobody does yet. */
export const createPermission = operation({
  id: "createPermission",
  summary: "Create a permission",
  params: z.object({}),
  body: permission,
  answers: { 201: permission },
  problems: [409],
  run: async ({ body, caller }, world) => {
    const { version } = await change(world, caller, (changing) => create(changing, body));
    return { status: 201, body, headers: { ETag: etag(version), Location: `/permissions/${body.name}` } };
  },
});
