// Nobody changes what he may himself: neither his own grants, nor a role or permission that he has.
import type { Changing } from "../store/change.ts";
import { rolesWith } from "../store/held-permissions.ts";
import type { Holder } from "../store/role-grants.ts";
import { type Attempt, NotAuthorized } from "./not-authorized.ts";

/** @throws {NotAuthorized} for the caller himself and for a group that he is in */
export const requireOtherHolder = ({ caller }: Changing, { kind, name }: Holder, attempt: Attempt): void => {
  if (kind === "user" && name === caller.actor) throw new NotAuthorized(attempt, "You may not change your own roles.");
  if (kind === "group" && caller.groups.includes(name))
    throw new NotAuthorized(attempt, `You may not change the roles of ${name}: you are in that group.`);
};

/** @throws {NotAuthorized} for a role that the caller has, at whatever time */
export const requireOtherRole = async (changing: Changing, role: string, attempt: Attempt): Promise<void> => {
  const { roles } = await changing.standing();
  if (roles.has(role)) throw new NotAuthorized(attempt, `You may not change the role ${role}: you have it yourself.`);
};

/** @throws {NotAuthorized} for a permission that a role of the caller's holds */
export const requireOtherPermission = async (changing: Changing, name: string, attempt: Attempt): Promise<void> => {
  const { roles } = await changing.standing();
  const own = (await rolesWith(changing, "role_permissions", name)).find((role) => roles.has(role));
  if (own !== undefined)
    throw new NotAuthorized(attempt, `You may not change the permission ${name}: your role ${own} holds it.`);
};
