import { apply } from "./apply.ts";
import type { Change } from "./changes.ts";
import { type HeldRules, type Holder, heldRules } from "./held-rules.ts";
import { type RouteChanges, routeChanges } from "./route-changes.ts";
import type { RouteName } from "./route-rules.ts";
import type { TenantState } from "./state.ts";

/** Users and groups whom changes touch alike, by name, and how. */
export interface Affected extends RouteChanges {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/**
 * Who would gain and who would lose which routes by changes at `now`, in milliseconds since 1970; nothing is changed.
 *
 * A user counts with the roles that are given to the user, a group with those that are given to the group: who is in a
 * group stands in tokens alone, so a user who is in one may gain less and lose less than is said here. Of a user nothing
 * is known but the username: for other variables an Allow matches nothing and a Deny whatever the variable could be.
 * What access to a route is, see `Access`.
 * @throws {UnfitChange} for the first change that does not fit the state.
 */
export const impact = (
  state: TenantState,
  changes: readonly Change[],
  routes: readonly RouteName[],
  now: number,
): readonly Affected[] => {
  const [before, after] = [heldRules(state, now), heldRules(apply(state, changes), now)];
  const compare = routeChanges(routes);
  const alike = new Map<RouteChanges, { users: string[]; groups: string[] }>();
  for (const holder of touched(before, after)) {
    const outcome = compare(before.rulesOf(before.rolesOf(holder)), after.rulesOf(after.rolesOf(holder)), holder);
    if (!outcome) continue;
    const whom = alike.get(outcome) ?? { users: [], groups: [] };
    whom[holder.kind === "user" ? "users" : "groups"].push(holder.name);
    alike.set(outcome, whom);
  }
  return [...alike].map(([outcome, { users, groups }]) => ({ users: users.sort(), groups: groups.sort(), ...outcome }));
};

/** Whoever has other roles than before, or a role that says something else than before. */
const touched = (before: HeldRules, after: HeldRules): readonly Holder[] => {
  const holders = new Map([...before.holders, ...after.holders].map((each) => [`${each.kind} ${each.name}`, each]));
  return [...holders.values()].filter((holder) => {
    const [was, is] = [before.rolesOf(holder), after.rolesOf(holder)];
    return was.join() !== is.join() || was.some((role) => before.textOf(role) !== after.textOf(role));
  });
};
