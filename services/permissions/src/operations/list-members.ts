import { entitlementName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { etagged, times } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { etag } from "../preconditions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { type Member, readMembers } from "../store/members.ts";
import { requireRole } from "../store/roles.ts";
import { isInForce, tellTimes } from "../times.ts";

const member = z.object({
  kind: z.enum(["group", "user"]),
  name: z.string(),
  grantedBy: z.string(),
  grantedAt: z.iso.datetime(),
  ...times,
  inForce: z.boolean(),
  ...etagged,
});

/** `GET /roles/{role}/members`: the groups and then the users that have the role, each with since when and for how long. */
export const listMembers = operation({
  id: "listMembers",
  summary: "List who has a role",
  params: z.object({ role: entitlementName }),
  query: z.strictObject(pageQuery),
  answers: { 200: z.object({ role: entitlementName, members: z.array(member), ...pageAnswer }) },
  problems: [404],
  run: async ({ params: { role }, query, caller }, { knex, now: clock }) =>
    await inTenant(knex, caller, async (tenancy) => {
      await requireRole(tenancy, role);
      const now = clock();
      const { rows, ...next } = await page(
        { ...tenancy, list: `roles/${role}/members`, query, now },
        {
          read: ([kind, name] = [], count) => readMembers(tenancy, role, { kind, name, count }),
          keyOf: ({ kind, name }) => [kind, name],
        },
      );
      return { status: 200, body: { role, members: rows.map((row) => tell(row, now)), ...next } };
    }),
});

const tell = ({ kind, name, grantedBy, grantedAt, version, ...times }: Member, now: number) => ({
  kind,
  name,
  grantedBy,
  grantedAt,
  ...tellTimes(times),
  inForce: isInForce(times, now),
  etag: etag(version),
});
