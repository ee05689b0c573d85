import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { role } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { permissionsOf } from "../store/held-permissions.ts";
import { inTenant, type Tenancy } from "../store/in-tenant.ts";
import { requireRole, type StoredRole } from "../store/roles.ts";

/** A role with what it delegates; what it holds is a list of its own. */
export const wholeRole = role.extend({ delegates: z.array(entitlementName) });

/** `GET /roles/{role}` */
export const readRole = operation({
  id: "readRole",
  summary: "Read a role",
  params: z.object({ role: entitlementName }),
  answers: { 200: wholeRole },
  problems: [404],
  run: async ({ params, caller }, { knex }) =>
    await inTenant(knex, caller, async (tenancy) => tellRole(tenancy, await requireRole(tenancy, params.role))),
});

/** The answer that tells a role. */
export const tellRole = async (tenancy: Tenancy, { name, description, version }: StoredRole) => {
  const delegated = await permissionsOf(tenancy, "role_delegations", [name]);
  const delegates = delegated.map((permission) => permission.name).sort();
  return { status: 200, body: { name, description, delegates }, headers: { ETag: etag(version) } };
};
