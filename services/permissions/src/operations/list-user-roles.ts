import { username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { inTenant } from "../store/in-tenant.ts";
import { rolesOf } from "../store/user-roles.ts";

/** `GET /users/{userId}/roles`: the user's roles, who granted them and when. */
export const listUserRoles = operation({
  params: z.object({ userId: username }),
  run: async ({ params: { userId }, caller }, { knex }) => {
    const grants = await inTenant(knex, caller, ({ trx }) => rolesOf(trx, userId));
    const roles = grants.map(({ role, description, grantedBy, grantedAt }) => ({
      name: role,
      description,
      grantedBy,
      grantedAt,
    }));
    return { status: 200, body: { userId, roles } };
  },
});
