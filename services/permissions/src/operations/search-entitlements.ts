import { z } from "zod";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { findByName, kinds } from "../store/find-by-name.ts";
import { inTenant } from "../store/in-tenant.ts";

/** `GET /entitlements/search?q=`: users, groups, roles and permissions that have the text in their names. */
export const searchEntitlements = operation({
  id: "searchEntitlements",
  summary: "Search users, groups, roles and permissions by a part of their names",
  params: z.object({}),
  query: z.strictObject({
    q: z
      .string({ error: "expected a text" })
      .min(1, "expected 1 to 128 characters")
      .max(128, "expected 1 to 128 characters"),
    kind: z.enum(kinds, { error: `expected one of ${kinds.join(", ")}` }).optional(),
    ...pageQuery,
  }),
  answers: { 200: z.object({ found: z.array(z.object({ kind: z.enum(kinds), name: z.string() })), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const asked = { ...tenancy, list: "search", query, now: now() };
      const { rows: found, next } = await page(asked, {
        read: (after, count) => findByName(tenancy, { text: query.q, kind: query.kind, after, count }),
        keyOf: ({ kind, name }) => [kind, name],
      });
      return { status: 200, body: { found, ...(next === undefined ? {} : { next }) } };
    }),
});
