import type { Grant } from "@gatehouse/entitlements/grant.ts";

/** The role, and the group that has it. */
export const throughWhat = ({ role, via }: Pick<Grant, "role" | "via">): string =>
  via.kind === "group" ? `${role} of the group ${via.group}` : role;
