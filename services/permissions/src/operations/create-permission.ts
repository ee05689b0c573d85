import { permission as permissionFields } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { AlreadyExists } from "../failures.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { addPermission } from "../store/permissions.ts";

/** `POST /permissions`: a method on a resource that is allowed, or denied, to whoever holds it. Nobody does yet. */
export const createPermission = operation({
  params: z.object({}),
  body: permissionFields,
  run: async ({ body: permission, caller }, { knex }) => {
    await change(knex, caller, async ({ trx, tenant }) => {
      if (!(await addPermission(trx, { tenant, ...permission })))
        throw new AlreadyExists(`There is a permission named ${permission.name} already.`);
      return { action: "CreatePermission", subject: `permission/${permission.name}`, after: permission };
    });
    return { status: 201, body: permission };
  },
});
