import { allowingChanges } from "./allowing-changes.ts";
import { apply, UnfitChange } from "./apply.ts";
import type { Change } from "./changes.ts";
import { explain } from "./explain.ts";
import { grantsOf } from "./grants-of.ts";
import { liftingChanges } from "./lifting-changes.ts";
import type { Others } from "./others-gaining.ts";
import type { Refused } from "./refused.ts";
import type { TenantState } from "./state.ts";
import { whyNotSpeaking } from "./why-not.ts";

/** Changes that would allow the request, in the order in which they are to be made, and who else would gain it. */
export interface SmallestChange {
  readonly changes: readonly Change[];
  readonly others: Others;
}

/** Counts who else than the user would gain access to the request's path by changes. */
export type CountOthers = (changes: readonly Change[]) => Promise<Others>;

/** How many ways are told of, and how many of those that consist of the same kinds of changes. */
const most = 20;
const mostOfAKind = 8;

/** More changes than these at once nobody would call small. */
const mostChanges = 4;

/**
 * The smallest sets of changes that would allow a refused request: each allows it, which is tried, and none of its
 * changes can be left out. Fewer changes come first, then those by which fewer others gain. None where no change would:
 * the path is ambiguous, or nobody can be given anything because the user is not the tenant's.
 */
export const smallestChanges = async (refused: Refused, countOthers: CountOthers): Promise<SmallestChange[]> => {
  const start = concerning(refused);
  if (isAllowed(start, refused)) return [];
  const found = solutions(start, refused, []).filter((changes) => isMinimal(start, refused, changes));
  const counted: SmallestChange[] = [];
  for (const changes of found) counted.push({ changes, others: await countOthers(changes) });
  const ofEachKind = new Map<string, number>();
  return counted
    .sort(smallerFirst)
    .filter(({ changes }) => {
      const kind = changes.map(({ op }) => op).join();
      ofEachKind.set(kind, (ofEachKind.get(kind) ?? 0) + 1);
      return (ofEachKind.get(kind) ?? 0) <= mostOfAKind;
    })
    .slice(0, most);
};

/** The state without what matters neither for the decision nor for what could change it, so that copies are small. */
const concerning = ({ state, user, groups, request }: Refused): TenantState => {
  const own = {
    users: state.users.filter(({ username }) => username === user.username),
    groups: state.groups.filter(({ group }) => groups.includes(group)),
  };
  const has = new Set([...own.users, ...own.groups].flatMap(({ roles }) => roles.map(({ role }) => role)));
  const held = new Set(state.roles.filter(({ name }) => has.has(name)).flatMap(({ permissions }) => permissions));
  const speaking = state.permissions.filter((permission) => whyNotSpeaking(permission, request, user).length === 0);
  const speaks = new Set(speaking.map(({ name }) => name));
  return {
    ...state,
    ...own,
    permissions: state.permissions.filter(({ name }) => held.has(name) || speaks.has(name)),
    roles: state.roles.filter(({ name, permissions }) => has.has(name) || permissions.some((each) => speaks.has(each))),
  };
};

const decisionOn = (state: TenantState, { user, groups, request, now }: Refused) =>
  explain({ grants: grantsOf(state, { username: user.username, groups }), request, user, now }).decision;

const isAllowed = (state: TenantState, refused: Refused) => decisionOn(state, refused) === "allow";

/** First every Deny that applies is lifted, in all ways, one after the other; then, if need be, an Allow is found. */
const solutions = (state: TenantState, refused: Refused, made: readonly Change[]): readonly (readonly Change[])[] => {
  const decision = decisionOn(state, refused);
  if (decision === "allow") return [made];
  if (made.length >= mostChanges) return [];
  if (decision === "explicitDeny")
    return liftingChanges(state, refused).flatMap((change) =>
      solutions(apply(state, [change]), refused, [...made, change]),
    );
  return allowingChanges(state, refused)
    .filter((changes) => isAllowed(apply(state, changes), refused))
    .map((changes) => [...made, ...changes]);
};

/** Whether the request stays refused whichever change is left out. */
const isMinimal = (state: TenantState, refused: Refused, changes: readonly Change[]) =>
  changes.every((_, left) => {
    try {
      return !isAllowed(apply(state, changes.toSpliced(left, 1)), refused);
    } catch (error) {
      // What is left does not go without it.
      if (error instanceof UnfitChange) return true;
      throw error;
    }
  });

const smallerFirst = (one: SmallestChange, other: SmallestChange) =>
  one.changes.length - other.changes.length ||
  Number(one.others.atLeast) - Number(other.others.atLeast) ||
  sum(one.others) - sum(other.others) ||
  (JSON.stringify(one.changes) < JSON.stringify(other.changes) ? -1 : 1);

const sum = ({ users, groups }: Others) => users + groups;
