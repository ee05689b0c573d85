import { describe, expect, test } from "@jest/globals";
import { difference } from "./difference.ts";
import type { TenantState } from "./state.ts";

const forever = (role: string) => ({ role, startsAt: null, endsAt: null });

const before: TenantState = {
  name: "corp",
  providers: ["Corp"],
  approvals: "none",
  permissions: [
    { name: "read", method: "GET", resource: "/things/*", effect: "Allow" },
    { name: "not-frozen", method: "*", resource: "/things/frozen*", effect: "Deny" },
  ],
  roles: [{ name: "reader", description: "", permissions: ["read", "not-frozen"], delegates: [] }],
  users: [{ username: "Corp_alice", roles: [forever("reader")] }],
  groups: [{ group: "staff", roles: [forever("reader")] }],
};

const [read, notFrozen] = before.permissions as [
  TenantState["permissions"][number],
  TenantState["permissions"][number],
];
const [reader] = before.roles as [TenantState["roles"][number]];

const after = (given: Partial<TenantState>) => difference(before, { ...before, ...given });

describe("the difference names", () => {
  test.each<[string, Partial<TenantState>, object[]]>([
    ["nothing where nothing changed", {}, []],
    [
      "a permission that is new, with its members",
      { permissions: [read, notFrozen, { ...read, name: "list", resource: "/things" }] },
      [{ op: "createPermission", permission: "list", method: "GET", resource: "/things", effect: "Allow" }],
    ],
    [
      "a permission that is another one",
      { permissions: [{ ...read, resource: "/*" }, notFrozen] },
      [{ op: "changePermission", permission: "read", method: "GET", resource: "/*", effect: "Allow" }],
    ],
    [
      "another description",
      { roles: [{ ...reader, description: "Reads" }] },
      [{ op: "changeRole", role: "reader", description: "Reads" }],
    ],
    [
      "a delegation",
      { roles: [{ ...reader, delegates: ["read"] }] },
      [{ op: "delegatePermissionToRole", role: "reader", permission: "read" }],
    ],
    [
      "a role that is given for a time",
      {
        users: [
          ...before.users,
          { username: "Corp_bob", roles: [{ ...forever("reader"), endsAt: "2027-01-01T00:00:00.000Z" }] },
        ],
      },
      [{ op: "grantToUser", user: "Corp_bob", role: "reader", endsAt: "2027-01-01T00:00:00.000Z" }],
    ],
    [
      "other times of a grant",
      { groups: [{ group: "staff", roles: [{ ...forever("reader"), startsAt: "2026-01-01T00:00:00.000Z" }] }] },
      [{ op: "changeGroupGrant", group: "staff", role: "reader", startsAt: "2026-01-01T00:00:00.000Z" }],
    ],
    [
      "a role that is taken",
      { users: [], groups: [] },
      [
        { op: "revokeFromUser", user: "Corp_alice", role: "reader" },
        { op: "revokeFromGroup", group: "staff", role: "reader" },
      ],
    ],
    [
      "a role that is gone, and its grants not apart",
      { roles: [], users: [], groups: [] },
      [{ op: "deleteRole", role: "reader" }],
    ],
    [
      "a permission that is gone, and what held it not apart",
      { permissions: [notFrozen], roles: [{ ...reader, permissions: ["not-frozen"] }] },
      [{ op: "deletePermission", permission: "read" }],
    ],
  ])("%s", (_case, given, changes) => {
    expect(after(given)).toEqual(changes);
  });

  test("a Deny before the Allow that comes with it, and the role's holder last", () => {
    const nobody = { ...before, roles: [], users: [], groups: [] };
    const users = [{ username: "Corp_alice", roles: [forever("reader")] }];
    expect(difference(nobody, { ...nobody, roles: [reader], users })).toEqual([
      { op: "createRole", role: "reader" },
      { op: "addPermissionToRole", role: "reader", permission: "not-frozen" },
      { op: "addPermissionToRole", role: "reader", permission: "read" },
      { op: "grantToUser", user: "Corp_alice", role: "reader" },
    ]);
  });

  test("an Allow before the Deny that goes with it", () => {
    expect(after({ roles: [{ ...reader, permissions: [] }] })).toEqual([
      { op: "removePermissionFromRole", role: "reader", permission: "read" },
      { op: "removePermissionFromRole", role: "reader", permission: "not-frozen" },
    ]);
  });
});
