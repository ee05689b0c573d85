import { username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { inTenant } from "../store/in-tenant.ts";
import { permissionsOf } from "../store/user-roles.ts";

/** `GET /users/{userId}/permissions`: what the user's roles allow and deny, and through which role. */
export const listUserPermissions = operation({
  params: z.object({ userId: username }),
  run: async ({ params: { userId }, caller }, { knex }) => ({
    status: 200,
    body: { userId, permissions: await inTenant(knex, caller, ({ trx }) => permissionsOf(trx, userId)) },
  }),
});
