import { permissionEffect } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { etagged, permission, search } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { inTenant } from "../store/in-tenant.ts";
import { readPermissions, tellPermission } from "../store/permissions.ts";

/** `GET /permissions`: the permissions by name. */
export const listPermissions = operation({
  id: "listPermissions",
  summary: "List permissions",
  params: z.object({}),
  query: z.strictObject({ ...pageQuery, search, effect: permissionEffect.optional() }),
  answers: { 200: z.object({ permissions: z.array(permission.extend(etagged)), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { search, effect } = query;
      const { rows, ...next } = await page(
        { ...tenancy, list: "permissions", query, now: now() },
        {
          read: (after, count) => readPermissions(tenancy, { search, effect, after: after?.[0], count }),
          keyOf: ({ name }) => [name],
        },
      );
      return { status: 200, body: { permissions: rows.map(tellPermission), ...next } };
    }),
});
