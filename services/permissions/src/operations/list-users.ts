import { entitlementName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { search } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { readHolders, userPrefixes } from "../store/holders.ts";
import { inTenant } from "../store/in-tenant.ts";

/** `GET /users`: who has roles of his own. A name is searched by how it begins, with or without its provider. */
export const listUsers = operation({
  id: "listUsers",
  summary: "List the users who have roles",
  params: z.object({}),
  query: z.strictObject({
    ...pageQuery,
    search,
    role: entitlementName.optional(),
    permission: entitlementName.optional(),
  }),
  answers: { 200: z.object({ users: z.array(z.object({ userId: username })), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { search, role, permission } = query;
      const prefixes = search === undefined ? undefined : await userPrefixes(tenancy, search);
      const { rows, ...next } = await page(
        { ...tenancy, list: "users", query, now: now() },
        {
          read: (after, count) =>
            readHolders(tenancy, "user", { prefixes, role, permission, after: after?.[0], count }),
          keyOf: (name) => [name],
        },
      );
      return { status: 200, body: { users: rows.map((userId) => ({ userId })), ...next } };
    }),
});
