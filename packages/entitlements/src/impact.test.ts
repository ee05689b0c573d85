import { describe, expect, test } from "@jest/globals";
import { UnfitChange } from "./apply.ts";
import type { Change } from "./changes.ts";
import { type Affected, impact } from "./impact.ts";
import { type TenantState, tenantState } from "./state.ts";

const now = Date.parse("2026-06-01T12:00:00Z");

const state: TenantState = tenantState.parse({
  name: "corp",
  providers: ["CorpSAML"],
  permissions: [
    { name: "list", method: "GET", resource: "/trades", effect: "Allow" },
    { name: "read", method: "GET", resource: "/trades/*", effect: "Allow" },
    { name: "frozen", method: "*", resource: "/trades/frozen*", effect: "Deny" },
    { name: "settle", method: "POST", resource: "/trades/*/settlement", effect: "Allow" },
    { name: "own", method: "GET", resource: "/users/${user.username}/roles", effect: "Allow" },
    { name: "own-account", method: "GET", resource: "/users/${user.custom:account}/roles", effect: "Allow" },
    { name: "not-own", method: "GET", resource: "/users/${user.custom:account}/roles", effect: "Deny" },
  ],
  roles: [
    { name: "trader", permissions: ["list", "read", "frozen"] },
    { name: "reader", permissions: ["list", "read"] },
    { name: "clerk", permissions: ["settle"] },
    { name: "self", permissions: ["own"] },
    { name: "account", permissions: ["own-account"] },
  ],
  users: [
    { username: "CorpSAML_alice", roles: ["trader"] },
    { username: "CorpSAML_bob", roles: ["reader", "clerk"] },
    { username: "CorpSAML_carol", roles: ["trader", "reader"] },
    { username: "CorpSAML_dave", roles: [{ role: "trader", endsAt: "2026-06-01T12:00:00Z" }] },
    { username: "CorpSAML_erin", roles: [{ role: "trader", startsAt: "2026-06-01T12:00:01Z" }] },
  ],
  groups: [{ group: "desk", roles: ["trader"] }],
});

const routes = [
  { method: "GET", path: "/trades" },
  { method: "GET", path: "/trades/{tradeId}" },
  { method: "POST", path: "/trades/{tradeId}/settlement" },
  { method: "GET", path: "/users/{userId}/roles" },
];

/** Each line: who, what becomes of which route, and an example. */
const told = (...changes: Change[]) => impact(state, changes, routes, now).flatMap(lines);

const lines = ({ users, groups, gains, loses }: Affected) =>
  [...gains.map((change) => ["gains", change] as const), ...loses.map((change) => ["loses", change] as const)].map(
    ([what, { method, path, before, after, example }]) =>
      `${[...users, ...groups]} ${what} ${method} ${path} ${before.access}→${after.access} ${example}`,
  );

const trade = "/trades/{tradeId}";

describe("the impact of", () => {
  test.each<[string, Change[], string[]]>([
    [
      "a permission that a role gets: everybody who has the role now, user or group",
      [{ op: "addPermissionToRole", role: "trader", permission: "settle" }],
      [`CorpSAML_alice,CorpSAML_carol,desk gains POST ${trade}/settlement none→some /trades/1/settlement`],
    ],
    [
      "a Deny that a role loses: nothing new to who has no Allow, as much as the Deny took from the others",
      [{ op: "removePermissionFromRole", role: "trader", permission: "frozen" }],
      [`CorpSAML_alice,CorpSAML_carol,desk gains GET ${trade} some→all /trades/frozen`],
    ],
    [
      "a role that is given: a Deny in it takes away",
      [{ op: "grantToUser", user: "CorpSAML_bob", role: "trader" }],
      [
        `CorpSAML_bob loses GET ${trade} all→some /trades/frozen`,
        `CorpSAML_bob loses POST ${trade}/settlement all→some /trades/frozen/settlement`,
      ],
    ],
    [
      "a role that is taken from who has the same through another: only what the Deny in it took",
      [{ op: "revokeFromUser", user: "CorpSAML_carol", role: "trader" }],
      [`CorpSAML_carol gains GET ${trade} some→all /trades/frozen`],
    ],
    ["a Deny that is held already", [{ op: "grantToUser", user: "CorpSAML_alice", role: "reader" }], []],
    [
      "a role that only counts later",
      [{ op: "grantToUser", user: "CorpSAML_bob", role: "trader", startsAt: "2026-06-01T12:00:01Z" }],
      [],
    ],
    [
      "times that change nothing at the moment",
      [{ op: "changeUserGrant", user: "CorpSAML_dave", role: "trader", endsAt: "2026-06-01T11:00:00Z" }],
      [],
    ],
    [
      "a grant that is prolonged",
      [{ op: "changeUserGrant", user: "CorpSAML_dave", role: "trader", endsAt: "2026-06-01T12:00:00.001Z" }],
      ["CorpSAML_dave gains GET /trades none→all /trades", `CorpSAML_dave gains GET ${trade} none→some /trades/1`],
    ],
    [
      "a role with a variable: each user by the own name",
      [{ op: "grantToUser", user: "CorpSAML_zoe", role: "self" }],
      ["CorpSAML_zoe gains GET /users/{userId}/roles none→some /users/CorpSAML_zoe/roles"],
    ],
    [
      "a role with a variable, given to a group: nobody in it is known",
      [{ op: "grantToGroup", group: "desk", role: "self" }],
      [],
    ],
    ["a variable of which nothing is known", [{ op: "grantToUser", user: "CorpSAML_zoe", role: "account" }], []],
    [
      "a Deny with such a variable: whatever it could be",
      [
        { op: "createPermission", permission: "roles", method: "GET", resource: "/users/*", effect: "Allow" },
        { op: "addPermissionToRole", role: "clerk", permission: "roles" },
        { op: "addPermissionToRole", role: "clerk", permission: "not-own" },
      ],
      [],
    ],
    [
      "a permission that is narrowed: the route is lost in part and gained in another",
      [{ op: "changePermission", permission: "settle", method: "POST", resource: "/trades/7/*", effect: "Allow" }],
      [`CorpSAML_bob loses POST ${trade}/settlement all→some /trades/1/settlement`],
    ],
    [
      "a role that is deleted: those who have it",
      [{ op: "deleteRole", role: "clerk" }],
      [`CorpSAML_bob loses POST ${trade}/settlement all→none /trades/1/settlement`],
    ],
    ["a description", [{ op: "changeRole", role: "trader", description: "Trades" }], []],
    [
      "changes that undo each other",
      [
        { op: "grantToUser", user: "CorpSAML_alice", role: "clerk" },
        { op: "revokeFromUser", user: "CorpSAML_alice", role: "clerk" },
      ],
      [],
    ],
  ])("%s", (_what, changes, expected) => {
    expect(told(...changes)).toEqual(expected);
  });

  test("changes that do not fit is not told", () => {
    expect(() => told({ op: "grantToUser", user: "CorpSAML_alice", role: "absent" })).toThrow(UnfitChange);
  });
});

test("ten thousand users with roles of their own are looked at together", () => {
  const names = Array.from({ length: 200 }, (_, index) => `role-${index}`);
  const large: TenantState = {
    ...state,
    groups: [],
    roles: [...state.roles, ...names.map((name) => ({ name, description: "", permissions: ["read"], delegates: [] }))],
    users: Array.from({ length: 10_000 }, (_, index) => ({
      username: `CorpSAML_${index}`,
      roles: [names[index % 200], names[(index * 7 + 1) % 200], "self"].map((role) => ({
        role: role as string,
        startsAt: null,
        endsAt: null,
      })),
    })),
  };
  const [affected, ...more] = impact(
    large,
    [{ op: "changePermission", permission: "read", method: "GET", resource: "/trades/?", effect: "Allow" }],
    routes,
    now,
  );
  expect(more).toEqual([]);
  expect(affected?.users).toHaveLength(10_000);
  expect(affected?.loses.map(({ path, example }) => [path, example])).toEqual([[trade, "/trades/11"]]);
});
