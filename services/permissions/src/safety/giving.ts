// What somebody gains by a change must be the caller's to give.
import { authorityOf, firstBeyond, firstDenied } from "@gatehouse/entitlements/authority.ts";
import type { Changing } from "../store/change.ts";
import type { Permission } from "../store/permissions.ts";
import { type Attempt, NotAuthorized } from "./not-authorized.ts";

const isAllow = ({ effect }: Permission) => effect === "Allow";
const isDeny = ({ effect }: Permission) => effect === "Deny";

export interface Giving {
  readonly attempt: Attempt;
  /** What is given: its Allows must be the caller's to give; its Denies come along. */
  readonly given: readonly Permission[];
  /** What else holds for whoever gains. */
  readonly besides?: readonly Permission[];
  /** How long, null for good, in milliseconds since 1970. */
  readonly until?: number | null;
}

/** @throws {NotAuthorized} where an Allow is not the caller's to give */
export const requireGiving = async (changing: Changing, giving: Giving): Promise<void> => {
  const { attempt, given, besides = [], until = null } = giving;
  const authority = authorityOf(await changing.standing(), { now: changing.now, until });
  const beyond = firstBeyond(authority, given.filter(isAllow), [...given, ...besides].filter(isDeny));
  if (beyond)
    throw new NotAuthorized(
      attempt,
      `You may not give the permission ${beyond.name}: it allows what you are not allowed for as long, or not without exception, and nobody lets you give on.`,
    );
};

export interface Undenying {
  readonly attempt: Attempt;
  /** What goes: its Denies were an obstacle to the Allows that stay. */
  readonly gone: readonly Permission[];
  /** What those who are concerned still have, or may have. */
  readonly staying: readonly Permission[];
}

/** @throws {NotAuthorized} where a Deny goes and thereby something is allowed that is not the caller's to give */
export const requireUndenying = async (changing: Changing, { attempt, gone, staying }: Undenying): Promise<void> => {
  const denies = gone.filter(isDeny);
  if (denies.length === 0) return;
  const authority = authorityOf(await changing.standing(), { now: changing.now, until: null });
  const rest = { allows: staying.filter(isAllow), denies: staying.filter(isDeny) };
  const denied = firstDenied(authority, denies, rest);
  if (denied)
    throw new NotAuthorized(
      attempt,
      `You may not take away the permission ${denied.name}: without that Deny others are allowed what is not yours to give.`,
    );
};
