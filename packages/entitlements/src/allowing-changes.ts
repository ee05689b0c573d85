import type { Change } from "./changes.ts";
import { resourcePattern } from "./fields.ts";
import { type Grant, inForce } from "./grant.ts";
import { grantsOf } from "./grants-of.ts";
import type { Refused } from "./refused.ts";
import { methods } from "./rules.ts";
import { type PermissionState, providerOf, type RoleGrant, type TenantState } from "./state.ts";
import { whyNotSpeaking } from "./why-not.ts";

type Changes = readonly Change[];

/** How many roles and permissions are tried in each way, so that a large tenant is not searched without end. */
const mostRoles = 20;
const mostPermissions = 3;

/** How long a grant that has ended is prolonged, in milliseconds: a day, which leaves time to think. */
const prolongation = 24 * 60 * 60 * 1_000;

/** The ways in which the user may get an Allow. Not each of them allows the request: a Deny may come along. */
export const allowingChanges = (state: TenantState, refused: Refused): readonly Changes[] => {
  if (!state.providers.includes(providerOf(refused.user.username))) return [];
  const held = rolesInForce(state, refused);
  const permissions = allowingPermissions(state, refused);
  return [
    ...retimed(state, refused),
    ...granted(state, refused, permissions),
    ...held.flatMap((role) => permissions.slice(0, mostPermissions).map(({ name }) => [put(name, role)])),
    ...held.flatMap((role) => created(refused).map((change) => [change, put(change.permission, role)])),
    ...(held.length === 0 ? inANewRole(refused, permissions) : []),
  ];
};

const put = (permission: string, role: string): Change => ({ op: "addPermissionToRole", role, permission });

/** Permissions that would allow the request to whoever holds them, the narrowest first. */
const allowingPermissions = ({ permissions }: TenantState, { request, user }: Refused): readonly PermissionState[] =>
  permissions
    .filter((permission) => permission.effect === "Allow" && whyNotSpeaking(permission, request, user).length === 0)
    .sort((one, other) => breadth(one) - breadth(other) || other.resource.length - one.resource.length);

const breadth = ({ method, resource }: PermissionState) =>
  resource.replaceAll(/[^*?]/g, "").length + (method === "*" ? 1 : 0);

/** Everything that was given to the user, himself or through a group. */
const given = (state: TenantState, { user, groups }: Refused): readonly (RoleGrant & { via: Grant["via"] })[] => [
  ...state.users
    .filter(({ username }) => username === user.username)
    .flatMap(({ roles }) => roles.map((grant) => ({ ...grant, via: { kind: "user" as const } }))),
  ...state.groups
    .filter(({ group }) => groups.includes(group))
    .flatMap(({ group, roles }) => roles.map((grant) => ({ ...grant, via: { kind: "group" as const, group } }))),
];

const rolesInForce = (state: TenantState, refused: Refused) =>
  [
    ...new Set(
      given(state, refused)
        .filter(({ startsAt, endsAt }) => inForce({ startsAt: epoch(startsAt), endsAt: epoch(endsAt) }, refused.now))
        .map(({ role }) => role),
    ),
  ].slice(0, mostRoles);

const epoch = (instant: string | null) => (instant === null ? null : Date.parse(instant));

/** Grants that would allow the request at another time: started now, or prolonged. */
const retimed = (state: TenantState, { user, groups, request, now }: Refused): readonly Changes[] => {
  const waiting = grantsOf(state, { username: user.username, groups }).filter(
    (grant) => grant.effect === "Allow" && !inForce(grant, now) && whyNotSpeaking(grant, request, user).length === 0,
  );
  const changes = waiting.map(({ role, via, ...times }): Change => {
    const op =
      via.kind === "user"
        ? { op: "changeUserGrant" as const, user: user.username }
        : { op: "changeGroupGrant" as const, group: via.group };
    return { ...op, role, ...timesFrom(times, now) };
  });
  // A role with several such permissions is given once.
  return [...new Map(changes.map((change) => [JSON.stringify(change), [change]])).values()];
};

const timesFrom = ({ startsAt, endsAt }: Pick<Grant, "startsAt" | "endsAt">, now: number) => {
  const isEarly = startsAt !== null && now < startsAt;
  return {
    startsAt: iso(isEarly ? now : startsAt),
    endsAt: iso(isEarly || endsAt === null ? endsAt : now + prolongation),
  };
};

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** Roles that the user does not have and that hold an Allow for the request; those without a Deny against it first. */
const granted = (state: TenantState, refused: Refused, permissions: readonly PermissionState[]): readonly Changes[] => {
  const { user, request } = refused;
  const allows = new Set(permissions.map(({ name }) => name));
  const denies = new Set(
    state.permissions
      .filter((permission) => permission.effect === "Deny" && whyNotSpeaking(permission, request, user).length === 0)
      .map(({ name }) => name),
  );
  const own = new Set(
    given(state, refused)
      .filter(({ via }) => via.kind === "user")
      .map(({ role }) => role),
  );
  return state.roles
    .filter(({ name, permissions: held }) => !own.has(name) && held.some((each) => allows.has(each)))
    .filter(({ permissions: held }) => !held.some((each) => denies.has(each)))
    .sort((one, other) => one.permissions.length - other.permissions.length)
    .slice(0, mostRoles)
    .map(({ name }): Changes => [{ op: "grantToUser", user: user.username, role: name }]);
};

type Creation = Extract<Change, { op: "createPermission" }>;

/** A permission for exactly this request; none where its path would be read as a pattern, or cannot be one. */
const created = ({ state: { permissions }, request: { method, path } }: Refused): readonly Creation[] => {
  const isExact = resourcePattern.safeParse(path).success && !/[*?]|\$\{/.test(path);
  if (!isExact || !methods.includes(method)) return [];
  const name = freeName(
    permissions.map((permission) => permission.name),
    `${method.toLowerCase()}${path}`,
  );
  return [
    { op: "createPermission", permission: name, method: method as Creation["method"], resource: path, effect: "Allow" },
  ];
};

/** For a user who has no role that a permission could be put into. */
const inANewRole = (refused: Refused, permissions: readonly PermissionState[]): readonly Changes[] => {
  const { user } = refused;
  const role = freeName(
    refused.state.roles.map(({ name }) => name),
    `for-${user.username}`,
  );
  const around = (permission: string): Changes => [
    { op: "createRole", role },
    put(permission, role),
    { op: "grantToUser", user: user.username, role },
  ];
  return [
    ...permissions.slice(0, mostPermissions).map(({ name }) => around(name)),
    ...created(refused).map((change) => [change, ...around(change.permission)]),
  ];
};

/** A name that says what it is for and is not taken. */
const freeName = (taken: readonly string[], wanted: string) => {
  const base = wanted
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 56)
    .replace(/-$/, "");
  const names = [base, ...taken.map((_, index) => `${base}-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? base;
};
