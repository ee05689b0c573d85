import type { Change } from "./changes.ts";
import { inForce } from "./grant.ts";
import { grantsOf } from "./grants-of.ts";
import type { Refused } from "./refused.ts";
import type { TenantState } from "./state.ts";
import { whyNotSpeaking } from "./why-not.ts";

/**
 * The ways to lift one Deny that applies: to take it from the role, or the role from the user or the group. None where no
 * grant denies: what the authorizer refuses by itself, no change of entitlements lifts.
 */
export const liftingChanges = (state: TenantState, { user, groups, request, now }: Refused): readonly Change[] => {
  const denying = grantsOf(state, { username: user.username, groups }).find(
    (grant) => grant.effect === "Deny" && inForce(grant, now) && whyNotSpeaking(grant, request, user).length === 0,
  );
  if (!denying) return [];
  const { role, permission, via } = denying;
  return [
    { op: "removePermissionFromRole", role, permission },
    via.kind === "user"
      ? { op: "revokeFromUser", user: user.username, role }
      : { op: "revokeFromGroup", group: via.group, role },
  ];
};
