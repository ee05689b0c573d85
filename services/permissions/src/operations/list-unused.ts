import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { times } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { period } from "../period.ts";
import { lostDecisions } from "../store/decisions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { readUnusedGrants, type UnusedGrant } from "../store/unused-grants.ts";
import { tellTimes } from "../times.ts";

const unusedGrant = z.object({
  user: z.string().optional(),
  group: z.string().optional(),
  role: entitlementName,
  grantedBy: z.string(),
  grantedAt: z.iso.datetime(),
  ...times,
  needed: z.boolean(),
  permissions: z.array(entitlementName),
});

/**
 * `GET /unused`: roles of users and groups that no recorded decision of the period needed, or not with all of their
 * permissions. Where decisions were lost, or are kept for a part of the period only, their absence proves nothing.
 */
export const listUnused = operation({
  id: "listUnused",
  summary: "List grants that no decision needed",
  params: z.object({}),
  query: z.strictObject({ ...period, ...pageQuery }),
  answers: {
    200: z.object({
      lost: z.int().min(0),
      keptSince: z.iso.datetime().optional(),
      grants: z.array(unusedGrant),
      ...pageAnswer,
    }),
  },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { rows, ...next } = await page(
        { ...tenancy, list: "unused", query, now: now() },
        {
          read: (after, count) => readUnusedGrants(tenancy, query, { after, count }),
          keyOf: ({ kind, name, role }) => [kind, name, role],
        },
      );
      const recorded = await lostDecisions(tenancy, query);
      return { status: 200, body: { ...recorded, grants: rows.map(tellUnused), ...next } };
    }),
});

const tellUnused = ({ kind, name, role, grantedBy, grantedAt, needed, permissions, ...times }: UnusedGrant) => ({
  [kind]: name,
  role,
  grantedBy,
  grantedAt,
  ...tellTimes(times),
  needed,
  permissions,
});
