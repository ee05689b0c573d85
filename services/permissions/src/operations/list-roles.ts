import { z } from "zod";
import { etagged, role, search } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { etag } from "../preconditions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { readRoles } from "../store/roles.ts";

/** `GET /roles`: the roles by name. */
export const listRoles = operation({
  id: "listRoles",
  summary: "List roles",
  params: z.object({}),
  query: z.strictObject({ ...pageQuery, search }),
  answers: { 200: z.object({ roles: z.array(role.extend(etagged)), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { rows, ...next } = await page(
        { ...tenancy, list: "roles", query, now: now() },
        {
          read: (after, count) => readRoles(tenancy, { search: query.search, after: after?.[0], count }),
          keyOf: ({ name }) => [name],
        },
      );
      const roles = rows.map(({ version, ...role }) => ({ ...role, etag: etag(version) }));
      return { status: 200, body: { roles, ...next } };
    }),
});
