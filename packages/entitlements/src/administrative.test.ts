import { describe, expect, test } from "@jest/globals";
import { isAdministrative, speaksOfChanging } from "./administrative.ts";
import type { Change } from "./changes.ts";
import { draftOf } from "./draft.ts";
import { tenantState } from "./state.ts";

const permission = (name: string, text: string) => {
  const [method, resource, effect] = text.split(" ");
  return { name, method, resource, effect };
};

const year = { startsAt: "2026-01-01T00:00:00.000Z", endsAt: "2027-01-01T00:00:00.000Z" };

const draft = () =>
  draftOf(
    tenantState.parse({
      name: "corp",
      providers: ["Corp"],
      permissions: [
        permission("all", "* /* Allow"),
        permission("read", "GET /users* Allow"),
        permission("trade", "* /trades/* Allow"),
        permission("some-roles", "PUT /users/*/roles/reader Allow"),
        permission("no-roles", "* /users/*/roles/* Deny"),
        permission("no-trades", "* /trades/* Deny"),
        permission("loose", "* /* Allow"),
      ],
      roles: [
        { name: "root", permissions: ["all"] },
        { name: "helper", permissions: ["some-roles"] },
        { name: "giver", permissions: ["read"], delegates: ["some-roles"] },
        { name: "reader", permissions: ["read", "trade"] },
        { name: "barred", permissions: ["no-roles"] },
        { name: "careful", permissions: ["no-trades"] },
      ],
      users: [
        { username: "Corp_ann", roles: ["root", "barred", "careful"] },
        { username: "Corp_ben", roles: ["reader", "barred", { role: "root", ...year }] },
        { username: "Corp_cy", roles: ["reader", "barred"] },
      ],
      groups: [{ group: "staff", roles: ["reader", "barred", { role: "root", ...year }] }],
    }),
  );

const withoutGroups = () => {
  const all = draft();
  all.groups.clear();
  return all;
};

describe("a rule that speaks of changing entitlements", () => {
  test.each([
    ["PUT", "/users/*/roles/*", true],
    ["DELETE", "/approvals/1", true],
    ["*", "/*", true],
    ["*", "*", true],
    ["POST", "/?oles", true],
    ["PATCH", "/permissions/read", true],
    ["*", "/users/${user.username}/*", true],
    ["PUT", "/%75sers/x", true],
    ["GET", "/users/*", false],
    ["HEAD", "*", false],
    ["*", "/trades/*", false],
    ["POST", "/explain", false],
    ["*", "/decisions*", false],
  ])("%s %s: %s", (method, resource, expected) => {
    expect(speaksOfChanging({ method, resource })).toBe(expected);
  });
});

const members = (name: string, text: string) => {
  const { name: permissionName, ...rest } = permission(name, text);
  return { permission: permissionName, ...rest };
};

describe("what is administrative", () => {
  test.each<[boolean, object]>([
    [true, { op: "grantToUser", user: "Corp_dee", role: "root" }],
    [true, { op: "grantToUser", user: "Corp_dee", role: "root", ...year }],
    [true, { op: "grantToUser", user: "Corp_dee", role: "helper" }],
    [true, { op: "grantToUser", user: "Corp_dee", role: "giver" }],
    [false, { op: "grantToUser", user: "Corp_dee", role: "reader" }],
    [true, { op: "grantToGroup", group: "desk", role: "root" }],
    [true, { op: "grantToGroup", group: "desk", role: "giver" }],
    [false, { op: "grantToGroup", group: "desk", role: "reader" }],

    [true, { op: "addPermissionToRole", role: "reader", permission: "some-roles" }],
    [true, { op: "delegatePermissionToRole", role: "reader", permission: "some-roles" }],
    [false, { op: "addPermissionToRole", role: "reader", permission: "trade" }],
    [false, { op: "delegatePermissionToRole", role: "reader", permission: "trade" }],
    [false, { op: "addPermissionToRole", role: "reader", permission: "no-roles" }],
    [false, { op: "undelegatePermissionFromRole", role: "giver", permission: "some-roles" }],
    [false, { op: "removePermissionFromRole", role: "root", permission: "all" }],

    [true, { op: "changePermission", ...members("read", "* /users* Allow") }],
    [true, { op: "changePermission", ...members("some-roles", "PUT /users/*/roles/* Allow") }],
    [true, { op: "changePermission", ...members("no-roles", "* /users/*/roles/* Allow") }],
    [false, { op: "changePermission", ...members("some-roles", "PUT /users/Corp_cy/roles/reader Allow") }],
    [false, { op: "changePermission", ...members("some-roles", "PUT /users/*/roles/reader Deny") }],
    [false, { op: "changePermission", ...members("read", "GET /* Allow") }],
    [false, { op: "changePermission", ...members("loose", "PUT /users/* Allow") }],

    [false, { op: "createPermission", ...members("new", "* /* Allow") }],
    [false, { op: "createRole", role: "new" }],
    [false, { op: "changeRole", role: "root", description: "Everything" }],

    [true, { op: "setApprovals", approvals: "required" }],
    [true, { op: "setApprovals", approvals: "none" }],
  ])("%s: %o", (expected, change) => {
    expect(isAdministrative(draft(), change as Change)).toBe(expected);
  });

  test.each<[boolean, object]>([
    [true, { op: "changeUserGrant", user: "Corp_ben", role: "root", startsAt: year.startsAt }],
    [true, { op: "changeUserGrant", user: "Corp_ben", role: "root", ...year, startsAt: "2025-01-01T00:00:00.000Z" }],
    [false, { op: "changeUserGrant", user: "Corp_ben", role: "root", ...year, endsAt: "2026-02-01T00:00:00.000Z" }],
    [false, { op: "changeUserGrant", user: "Corp_ann", role: "root", ...year }],
    [true, { op: "changeGroupGrant", group: "staff", role: "root" }],
    [false, { op: "changeGroupGrant", group: "staff", role: "root", ...year, endsAt: "2026-02-01T00:00:00.000Z" }],
    [true, { op: "changeUserGrant", user: "Corp_ann", role: "barred", ...year }],
    [false, { op: "changeUserGrant", user: "Corp_cy", role: "barred", ...year }],
  ])("%s for other times: %o", (expected, change) => {
    expect(isAdministrative(withoutGroupsUnless(change), change as Change)).toBe(expected);
  });

  test.each<[boolean, object]>([
    [true, { op: "revokeFromUser", user: "Corp_ann", role: "barred" }],
    [true, { op: "revokeFromUser", user: "Corp_ben", role: "barred" }],
    [false, { op: "revokeFromUser", user: "Corp_cy", role: "barred" }],
    [false, { op: "revokeFromUser", user: "Corp_ann", role: "root" }],
    [false, { op: "revokeFromUser", user: "Corp_ann", role: "careful" }],
    [true, { op: "removePermissionFromRole", role: "barred", permission: "no-roles" }],
    [true, { op: "deletePermission", permission: "no-roles" }],
    [true, { op: "changePermission", ...members("no-roles", "PUT /users/*/roles/* Deny") }],
    [true, { op: "deleteRole", role: "barred" }],
    [false, { op: "changePermission", ...members("no-roles", "* /users/* Deny") }],
    [false, { op: "removePermissionFromRole", role: "careful", permission: "no-trades" }],
    [false, { op: "deletePermission", permission: "no-trades" }],
    [false, { op: "deletePermission", permission: "all" }],
    [false, { op: "deleteRole", role: "careful" }],
    [false, { op: "deleteRole", role: "root" }],
  ])("%s where what held back goes: %o", (expected, change) => {
    expect(isAdministrative(withoutGroups(), change as Change)).toBe(expected);
  });

  test("a Deny that a group's Allow outlives held it back from whoever may be in the group", () => {
    const change: Change = { op: "revokeFromUser", user: "Corp_cy", role: "barred" };
    expect(isAdministrative(withoutGroups(), change)).toBe(false);
    expect(isAdministrative(draft(), change)).toBe(true);
  });

  test("who is rid of a group's Deny may be allowed by any role", () => {
    expect(isAdministrative(draft(), { op: "revokeFromGroup", group: "staff", role: "barred" })).toBe(true);
    expect(isAdministrative(draft(), { op: "revokeFromGroup", group: "staff", role: "root" })).toBe(false);
  });
});

const withoutGroupsUnless = (change: object) => ("group" in change ? draft() : withoutGroups());
