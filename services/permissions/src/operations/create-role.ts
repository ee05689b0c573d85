import { description, entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { AlreadyExists } from "../failures.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { addRole } from "../store/roles.ts";

/** `POST /roles`: a role that holds nothing yet. */
export const createRole = operation({
  params: z.object({}),
  body: z.strictObject({ name: entitlementName, description: description.default("") }),
  run: async ({ body: role, caller }, { knex }) => {
    await change(knex, caller, async ({ trx, tenant }) => {
      if (!(await addRole(trx, { tenant, ...role })))
        throw new AlreadyExists(`There is a role named ${role.name} already.`);
      return { action: "CreateRole", subject: `role/${role.name}`, after: role };
    });
    return { status: 201, body: role };
  },
});
