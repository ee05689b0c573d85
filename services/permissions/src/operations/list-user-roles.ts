import { description, entitlementName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { etagged, times } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { etag } from "../preconditions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { type RoleGrant, readGrants, requireUser } from "../store/role-grants.ts";
import { tellTimes } from "../times.ts";

/** A role that a user or group has. */
export const grantedRole = z.object({
  name: entitlementName,
  description,
  grantedBy: z.string(),
  grantedAt: z.iso.datetime(),
  ...times,
  ...etagged,
});

/** `GET /users/{userId}/roles`: the user's roles, who granted them, when and for what time. */
export const listUserRoles = operation({
  id: "listUserRoles",
  summary: "List a user's roles",
  params: z.object({ userId: username }),
  query: z.strictObject(pageQuery),
  answers: { 200: z.object({ userId: username, roles: z.array(grantedRole), ...pageAnswer }) },
  problems: [404],
  run: async ({ params: { userId }, query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      await requireUser(tenancy, userId);
      const holder = { kind: "user", name: userId } as const;
      const { rows, ...next } = await page(
        { ...tenancy, list: `users/${userId}/roles`, query, now: now() },
        {
          read: (after, count) => readGrants(tenancy, holder, { after: after?.[0], count }),
          keyOf: ({ role }) => [role],
        },
      );
      return { status: 200, body: { userId, roles: rows.map(tellGrant), ...next } };
    }),
});

/** A grant as an answer tells it. */
export const tellGrant = ({
  role,
  description,
  grantedBy,
  grantedAt,
  startsAt,
  endsAt,
  version,
}: RoleGrant & { description: string }): object => ({
  name: role,
  description,
  grantedBy,
  grantedAt,
  ...tellTimes({ startsAt, endsAt }),
  etag: etag(version),
});
