// What several operations take and answer, with what packages/entitlements says of names.
import { description, entitlementName, permission as permissionFields } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";

const instant = z.iso
  .datetime({ offset: true, error: "expected a time with its offset, such as 2026-01-31T17:00:00Z" })
  .optional();

/** When a grant starts and ends; what is left out is open. */
export const grantTimes = z.strictObject({ startsAt: instant, endsAt: instant }).transform(({ startsAt, endsAt }) => ({
  startsAt: startsAt === undefined ? null : new Date(startsAt),
  endsAt: endsAt === undefined ? null : new Date(endsAt),
}));

/** What a list is searched for: how the names begin. */
export const search = z
  .string()
  .min(1, "expected 1 to 128 characters")
  .max(128, "expected 1 to 128 characters")
  .optional();

export const role = z.object({ name: entitlementName, description });

export const permission = permissionFields;

/** How an item of a list tells its version: the ETag that If-Match takes. */
export const etagged = { etag: z.string() };

export const times = { startsAt: z.iso.datetime().optional(), endsAt: z.iso.datetime().optional() };
