import { coverage } from "@gatehouse/entitlements/coverage.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { inTenant } from "../store/in-tenant.ts";
import { type Permission, permissionColumns } from "../store/permissions.ts";
import { rowsOf } from "../store/rows.ts";

const route = z.object({ method: z.string(), path: z.string() });

/** `GET /entitlements/routes`: what of the API no permission reaches, and what permissions speak of nothing in it. */
export const listCoverage = operation({
  id: "listCoverage",
  summary: "List routes that no permission covers, and permissions that match no route",
  params: z.object({}),
  answers: {
    200: z.union([
      z.object({ known: z.literal(false) }),
      z.object({
        known: z.literal(true),
        unmatchedPermissions: z.array(
          z.object({ permission: z.string(), method: z.string(), resource: z.string(), nearest: route.optional() }),
        ),
        uncoveredRoutes: z.array(route),
        openRoutes: z.array(route),
      }),
    ]),
  },
  run: async ({ caller }, { knex, routes }) => {
    const permissions: Permission[] = await inTenant(knex, caller, async (tenancy) =>
      rowsOf(tenancy, "permissions").orderBy("name").select(permissionColumns),
    );
    if (!routes) return { status: 200, body: { known: false } };
    return { status: 200, body: { known: true, ...coverage(permissions, routes) } };
  },
});
