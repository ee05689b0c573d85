import fc from "fast-check";
import type { RoleGrant, TenantState } from "../state.ts";

const permissionNames = ["p0", "p1", "p2", "p3"];
const roleNames = ["r0", "r1", "r2"];

const subset = <Value>(all: readonly Value[]) => fc.subarray([...all]);

const member = { method: fc.constantFrom("GET", "*"), resource: fc.constantFrom("/a", "/a/*", "/b/${user.sub}") };

const permission = (name: string) =>
  fc.record({ name: fc.constant(name), ...member, effect: fc.constantFrom("Allow", "Deny") });

const times = fc.constantFrom<Pick<RoleGrant, "startsAt" | "endsAt">>(
  { startsAt: null, endsAt: null },
  { startsAt: "2026-01-01T00:00:00.000Z", endsAt: null },
  { startsAt: null, endsAt: "2027-01-01T00:00:00.000Z" },
  { startsAt: "2026-01-01T00:00:00.000Z", endsAt: "2027-01-01T00:00:00.000Z" },
);

const chosen = <Name, Value>(names: readonly Name[], of: (name: Name) => fc.Arbitrary<Value>) =>
  subset(names).chain((some) => fc.tuple(...some.map(of)));

const role = (permissions: readonly string[]) => (name: string) =>
  fc.record({
    name: fc.constant(name),
    description: fc.constantFrom("", "What it is for"),
    permissions: subset(permissions),
    delegates: subset(permissions),
  });

const holder =
  <Key extends string>(key: Key, roles: readonly string[]) =>
  (name: string) =>
    chosen(roles, (each) => times.map((when) => ({ role: each, ...when }))).map(
      (grants) => ({ [key]: name, roles: grants }) as Record<Key, string> & { roles: RoleGrant[] },
    );

/** Whole states of one tenant, of so few names that two of them have much in common. */
export const tenantStates: fc.Arbitrary<TenantState> = chosen(permissionNames, permission).chain((permissions) =>
  chosen(roleNames, role(permissions.map(({ name }) => name))).chain((roles) => {
    const names = roles.map(({ name }) => name);
    return fc.record({
      name: fc.constant("corp"),
      providers: fc.constant(["Corp"]),
      approvals: fc.constantFrom("none" as const, "required" as const),
      permissions: fc.constant(permissions as TenantState["permissions"]),
      roles: fc.constant(roles),
      users: chosen(["Corp_alice", "Corp_bob"], holder("username", names)),
      groups: chosen(["traders", "clerks"], holder("group", names)),
    });
  }),
);
