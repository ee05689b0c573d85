import { z } from "zod";
import {
  approvalsDemanded,
  description,
  entitlementName,
  groupName,
  permission,
  providerName,
  username,
} from "./fields.ts";

/** Years of more than four digits would not be in the order of time as texts. */
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An instant with an offset (RFC 3339), kept in UTC and in one spelling, whose order is that of time. */
export const instant = z.iso
  .datetime({ offset: true, error: "expected an instant such as 2026-01-31T08:00:00Z" })
  .refine((text) => !(new Date(text).getTime() > lastInstant), "expected an instant before the year 10000")
  .refine((text) => !(new Date(text).getTime() < 0), "expected an instant after 1969")
  .transform((text) => new Date(text).toISOString());

/** When a grant counts: `startsAt <= now < endsAt`; null where open. */
const end = instant.nullable().default(null);

const timed = z
  .strictObject({ role: entitlementName, startsAt: end, endsAt: end })
  .refine(({ startsAt, endsAt }) => startsAt === null || endsAt === null || startsAt < endsAt, {
    path: ["endsAt"],
    error: "expected an instant after startsAt",
  });

/** A role that is given: its name where it is for good, otherwise with its times. */
const roleGrant = z.union([entitlementName.transform((role) => ({ role, startsAt: null, endsAt: null })), timed]);

/** Members that are lists may be left out where there is nothing. */
const list = <Item extends z.ZodType>(item: Item) => z.array(item).default([]);

/** All that a tenant's entitlements are, as `config/entitlements.yaml`, export and import write it. */
export const tenantState = z.strictObject({
  name: entitlementName,
  providers: z.array(providerName),
  approvals: approvalsDemanded.default("none"),
  permissions: list(permission),
  roles: list(
    z.strictObject({
      name: entitlementName,
      description: description.default(""),
      permissions: list(entitlementName),
      delegates: list(entitlementName),
    }),
  ),
  users: list(z.strictObject({ username, roles: z.array(roleGrant) })),
  groups: list(z.strictObject({ group: groupName, roles: z.array(roleGrant) })),
});

export type TenantState = z.output<typeof tenantState>;
export type RoleState = TenantState["roles"][number];
export type PermissionState = TenantState["permissions"][number];
export type RoleGrant = z.output<typeof timed>;

/** The provider whose users belong to the tenant that names it: the pool's own users have no underscore in their names. */
export const providerOf = (name: string): string => (name.includes("_") ? (name.split("_")[0] ?? "") : "COGNITO");
