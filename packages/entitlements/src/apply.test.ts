import { describe, expect, test } from "@jest/globals";
import { apply, applyTo, type UnfitChange } from "./apply.ts";
import type { Change } from "./changes.ts";
import { draftOf } from "./draft.ts";
import type { TenantState } from "./state.ts";

const state: TenantState = {
  name: "corp",
  providers: ["Corp"],
  approvals: "none",
  permissions: [{ name: "read", method: "GET", resource: "/things/*", effect: "Allow" }],
  roles: [{ name: "reader", description: "", permissions: ["read"], delegates: [] }],
  users: [{ username: "Corp_alice", roles: [{ role: "reader", startsAt: null, endsAt: null }] }],
  groups: [],
};

const until = "2027-01-01T00:00:00.000Z";

describe("changes", () => {
  test("see what earlier ones made", () => {
    const made = apply(state, [
      { op: "createRole", role: "writer" },
      { op: "addPermissionToRole", role: "writer", permission: "read" },
      { op: "grantToGroup", group: "staff", role: "writer" },
      { op: "deleteRole", role: "reader" },
    ]);
    expect(made.roles).toEqual([{ name: "writer", description: "", permissions: ["read"], delegates: [] }]);
    expect(made.groups).toEqual([{ group: "staff", roles: [{ role: "writer", startsAt: null, endsAt: null }] }]);
    expect(made.users).toEqual([]);
  });

  test("leave the state that they are applied to as it is", () => {
    const before = structuredClone(state);
    apply(state, [{ op: "deletePermission", permission: "read" }]);
    expect(state).toEqual(before);
  });

  test.each<[Change, boolean]>([
    [{ op: "grantToUser", user: "Corp_alice", role: "reader" }, false],
    [{ op: "grantToUser", user: "Corp_bob", role: "reader" }, true],
    [{ op: "changeUserGrant", user: "Corp_alice", role: "reader" }, false],
    [{ op: "changeUserGrant", user: "Corp_alice", role: "reader", endsAt: until }, true],
    [{ op: "revokeFromUser", user: "Corp_bob", role: "reader" }, false],
    [{ op: "revokeFromUser", user: "Corp_alice", role: "reader" }, true],
    [{ op: "addPermissionToRole", role: "reader", permission: "read" }, false],
    [{ op: "delegatePermissionToRole", role: "reader", permission: "read" }, true],
    [{ op: "undelegatePermissionFromRole", role: "reader", permission: "read" }, false],
    [{ op: "removePermissionFromRole", role: "reader", permission: "read" }, true],
    [{ op: "changeRole", role: "reader", description: "" }, false],
    [{ op: "changePermission", permission: "read", method: "GET", resource: "/things/*", effect: "Allow" }, false],
    [{ op: "changePermission", permission: "read", method: "GET", resource: "/things/*", effect: "Deny" }, true],
  ])("%j changes something: %s", (change, changed) => {
    expect(applyTo(draftOf(state), change)).toBe(changed);
  });

  test.each<[Change, Partial<UnfitChange>]>([
    [
      { op: "createRole", role: "reader" },
      { kind: "taken", field: "role" },
    ],
    [
      { op: "createPermission", permission: "read", method: "GET", resource: "/", effect: "Allow" },
      { kind: "taken", field: "permission" },
    ],
    [
      { op: "grantToUser", user: "Corp_alice", role: "reader", endsAt: until },
      { kind: "taken", field: "role" },
    ],
    [
      { op: "grantToUser", user: "Corp_alice", role: "writer" },
      { kind: "missing", field: "role" },
    ],
    [
      { op: "changeUserGrant", user: "Corp_bob", role: "reader" },
      { kind: "missing", field: "role" },
    ],
    [
      { op: "revokeFromGroup", group: "staff", role: "writer" },
      { kind: "missing", field: "role" },
    ],
    [
      { op: "addPermissionToRole", role: "reader", permission: "write" },
      { kind: "missing", field: "permission" },
    ],
    [
      { op: "addPermissionToRole", role: "writer", permission: "read" },
      { kind: "missing", field: "role" },
    ],
    [
      { op: "deletePermission", permission: "constructor" },
      { kind: "missing", field: "permission" },
    ],
  ])("%j does not fit", (change, fault) => {
    expect(() => applyTo(draftOf(state), change)).toThrow(expect.objectContaining({ name: "UnfitChange", ...fault }));
  });
});
