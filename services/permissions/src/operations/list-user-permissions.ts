import { entitlementName, groupName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import type { Caller } from "../caller.ts";
import { permission, times } from "../fields.ts";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { type HeldPermission, readEffective } from "../store/effective-permissions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { requireUser } from "../store/role-grants.ts";
import { isInForce, tellTimes } from "../times.ts";

const effective = permission.extend({
  roles: z.array(entitlementName),
  inForce: z.boolean(),
  sources: z.array(z.object({ role: entitlementName, group: groupName.optional(), ...times, inForce: z.boolean() })),
});

const groups = z.object({ names: z.array(groupName), from: z.enum(["token", "query", "unknown"]) });

/**
 * `GET /users/{userId}/permissions`: what the user's roles allow and deny, through which role and group, and whether now.
 * Only a token tells who is in a group: the caller's own groups are known, another user's are those that are asked about.
 */
export const listUserPermissions = operation({
  id: "listUserPermissions",
  summary: "List a user's permissions, with where each comes from",
  params: z.object({ userId: username }),
  query: z.strictObject({ ...pageQuery, group: z.array(groupName).optional() }),
  repeatable: ["group"],
  answers: { 200: z.object({ userId: username, groups, permissions: z.array(effective), ...pageAnswer }) },
  problems: [404],
  run: async ({ params: { userId }, query, caller }, { knex, now: clock }) =>
    await inTenant(knex, caller, async (tenancy) => {
      await requireUser(tenancy, userId);
      const now = clock();
      const groups = groupsOf(userId, query.group, caller);
      const { rows, ...next } = await page(
        { ...tenancy, list: `users/${userId}/permissions`, query, now },
        {
          read: (after, count) =>
            readEffective(tenancy, { username: userId, groups: groups.names, after: after?.[0], count }),
          keyOf: ({ name }) => [name],
        },
      );
      return { status: 200, body: { userId, groups, permissions: rows.map((row) => tell(row, now)), ...next } };
    }),
});

const groupsOf = (userId: string, asked: readonly string[] | undefined, { actor, groups }: Caller) => {
  if (asked) return { names: asked, from: "query" };
  return userId === actor ? { names: groups, from: "token" } : { names: [], from: "unknown" };
};

const tell = ({ sources, ...permission }: HeldPermission, now: number) => ({
  ...permission,
  roles: [...new Set(sources.map(({ role }) => role))],
  inForce: sources.some((source) => isInForce(source, now)),
  sources: sources.map((source) => ({
    role: source.role,
    ...(source.group !== null && { group: source.group }),
    ...tellTimes(source),
    inForce: isInForce(source, now),
  })),
});
