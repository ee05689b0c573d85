import { type Holder, ruleText } from "./held-rules.ts";
import { pathRules, type RouteName, speaksOf } from "./route-rules.ts";
import type { PermissionState } from "./state.ts";
import { type Access, type AccessChange, compareAccess } from "./template-access.ts";
import type { PathRules } from "./template-search.ts";
import type { User } from "./variables.ts";

/** What becomes of the access to a route. */
export interface RouteChange extends RouteName {
  readonly before: Access;
  readonly after: Access;
  /** A path that is gained or lost. */
  readonly example: string;
}

export interface RouteChanges {
  /** Routes of which a path is allowed afterwards that was not before, in the order of the routes given. */
  readonly gains: readonly RouteChange[];
  /** Routes of which a path was allowed before and is not afterwards. A route can be gained and lost, in different paths. */
  readonly loses: readonly RouteChange[];
  /** Routes that could not be decided within the bounds of the search; see `Access`. */
  readonly undecided: readonly RouteName[];
}

type Permissions = readonly PermissionState[];

/** What becomes of a holder's access; undefined where it stays as it is. The same for all for whom the same becomes of it. */
export type CompareRoutes = (before: Permissions, after: Permissions, holder: Holder) => RouteChanges | undefined;

/** Decides once for all holders who hold the same, and once for the same patterns of a route. */
export const routeChanges = (routes: readonly RouteName[]): CompareRoutes => {
  const changesFor = changesOf(routes.map(comparing));
  const byRules = new Map<string, RouteChanges | undefined>();
  const alike = new Map<string, RouteChanges>();
  return (before, after, holder) => {
    const key = [textOf(before), textOf(after), nameIn([...before, ...after], holder)].join("\n\n");
    if (!byRules.has(key)) {
      const found = changesFor(before, after, userOf(holder));
      byRules.set(key, found && (alike.get(JSON.stringify(found)) ?? found));
      if (found) alike.set(JSON.stringify(found), byRules.get(key) ?? found);
    }
    return byRules.get(key);
  };
};

const textOf = (permissions: Permissions) => [...new Set(permissions.map(ruleText))].sort().join("\n");

/** Who holds the same is not alike where a rule speaks of the username. */
const nameIn = (permissions: Permissions, { name }: Holder) =>
  permissions.some(({ resource }) => resource.includes("${user.username}")) ? name : "";

/** Nothing is known of who is in a group, not even a username. */
const userOf = ({ kind, name }: Holder): User => ({ username: kind === "user" ? name : "", sub: "", attributes: {} });

interface Comparing {
  speaks(permission: PermissionState): boolean;
  compare(before: PathRules, after: PathRules): Compared;
}

type Compared = AccessChange & { readonly route: RouteName };

const comparing = (route: RouteName): Comparing => {
  const speaks = remembered(ruleText, (permission: PermissionState) => speaksOf(permission, route));
  const compare = remembered(
    ({ before, after }: { before: PathRules; after: PathRules }) => JSON.stringify([before, after]),
    ({ before, after }): Compared => ({ route, ...compareAccess(route.path, before, after) }),
  );
  return { speaks, compare: (before, after) => compare({ before, after }) };
};

const remembered = <Key, Value>(textOf: (key: Key) => string, find: (key: Key) => Value): ((key: Key) => Value) => {
  const known = new Map<string, Value>();
  return (key) => {
    const text = textOf(key);
    const value = known.has(text) ? (known.get(text) as Value) : find(key);
    known.set(text, value);
    return value;
  };
};

/** Only routes that a rule speaks of which came or went are looked at. */
const changesOf = (routes: readonly Comparing[]) => (before: Permissions, after: Permissions, user: User) => {
  const [was, is] = [new Set(before.map(ruleText)), new Set(after.map(ruleText))];
  const changed = [
    ...before.filter((permission) => !is.has(ruleText(permission))),
    ...after.filter((permission) => !was.has(ruleText(permission))),
  ];
  const compared = routes
    .filter(({ speaks }) => changed.some(speaks))
    .map(({ speaks, compare }) =>
      compare(pathRules(before.filter(speaks), user), pathRules(after.filter(speaks), user)),
    );
  const changes: RouteChanges = {
    gains: compared.flatMap((each) => changeOf(each, each.gained)),
    loses: compared.flatMap((each) => changeOf(each, each.lost)),
    undecided: compared.filter(isUndecided).map(({ route: { method, path } }) => ({ method, path })),
  };
  return Object.values(changes).some(({ length }) => length > 0) ? changes : undefined;
};

const changeOf = ({ route: { method, path }, before, after }: Compared, example: string | undefined): RouteChange[] =>
  example === undefined ? [] : [{ method, path, before, after, example }];

const isUndecided = ({ before, after, gained, lost }: Compared) =>
  [before, after].some(({ access }) => access === "undecided") && (gained === undefined || lost === undefined);
