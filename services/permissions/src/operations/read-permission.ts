import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { permission } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { requirePermission } from "../store/permissions.ts";

/** `GET /permissions/{permission}` */
export const readPermission = operation({
  id: "readPermission",
  summary: "Read a permission",
  params: z.object({ permission: entitlementName }),
  answers: { 200: permission },
  problems: [404],
  run: async ({ params, caller }, { knex }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { version, ...body } = await requirePermission(tenancy, params.permission);
      return { status: 200, body, headers: { ETag: etag(version) } };
    }),
});
