import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { apply } from "./apply.ts";
import type { Change } from "./changes.ts";
import { explain } from "./explain.ts";
import { grantsOf } from "./grants-of.ts";
import { othersGaining } from "./others-gaining.ts";
import type { Refused } from "./refused.ts";
import { smallestChanges } from "./smallest-changes.ts";
import { type TenantState, tenantState } from "./state.ts";
import { situation } from "./testing/generated-situations.ts";

const now = Date.parse("2026-06-01T12:00:00Z");

const state = tenantState.parse({
  name: "corp",
  providers: ["CorpSAML"],
  permissions: [
    { name: "read", method: "GET", resource: "/trades/*", effect: "Allow" },
    { name: "frozen", method: "*", resource: "/trades/frozen*", effect: "Deny" },
    { name: "settle", method: "POST", resource: "/trades/*/settlement", effect: "Allow" },
  ],
  roles: [
    { name: "trader", permissions: ["read", "frozen"] },
    { name: "clerk", permissions: ["settle"] },
    { name: "frozen-clerk", permissions: ["settle", "frozen"] },
  ],
  users: [
    { username: "CorpSAML_alice", roles: ["trader"] },
    { username: "CorpSAML_bob", roles: ["trader", "clerk"] },
    { username: "CorpSAML_carol", roles: ["trader"] },
    { username: "CorpSAML_dave", roles: [{ role: "clerk", endsAt: "2026-06-01T12:00:00Z" }] },
    {
      username: "CorpSAML_erin",
      roles: [{ role: "clerk", startsAt: "2026-06-01T12:00:01Z", endsAt: "2026-07-01T00:00:00Z" }],
    },
  ],
  groups: [
    { group: "desk", roles: ["trader"] },
    { group: "later", roles: [{ role: "clerk", startsAt: "2026-06-02T00:00:00Z" }] },
  ],
});

const refused = (username: string, method: string, path: string, groups: readonly string[] = []): Refused => ({
  ...{ state, groups, now, request: { method, path } },
  user: { username, sub: "", attributes: {} },
});

/** Each line: the changes, and how many other users and groups gain. */
const told = async (asked: Refused) =>
  (await smallestChanges(asked, async (changes) => othersGaining(asked, changes))).map(
    ({ changes, others }) => `${changes.map(line).join("; ")} (${others.users}+${others.groups})`,
  );

const line = ({ op, ...members }: Change) => `${op} ${Object.values(members).join(" ")}`;

describe("the smallest changes that allow", () => {
  test.each<[string, Refused, string[]]>([
    [
      "what other roles allow",
      refused("CorpSAML_alice", "POST", "/trades/1/settlement"),
      [
        "grantToUser CorpSAML_alice clerk (0+0)",
        "grantToUser CorpSAML_alice frozen-clerk (0+0)",
        "addPermissionToRole trader settle (1+1)",
        "createPermission post-trades-1-settlement POST /trades/1/settlement Allow; addPermissionToRole trader post-trades-1-settlement (1+1)",
      ],
    ],
    [
      "what a Deny takes, though an Allow is there",
      refused("CorpSAML_alice", "GET", "/trades/frozen-1"),
      [
        "removePermissionFromRole trader frozen (2+1)",
        "revokeFromUser CorpSAML_alice trader; createRole for-CorpSAML-alice; addPermissionToRole for-CorpSAML-alice read; grantToUser CorpSAML_alice for-CorpSAML-alice (0+0)",
      ],
    ],
    [
      "what a Deny takes where there is no Allow either: a role that brings a Deny along is of no use",
      refused("CorpSAML_alice", "POST", "/trades/frozen-1/settlement"),
      [
        "revokeFromUser CorpSAML_alice trader; grantToUser CorpSAML_alice clerk (0+0)",
        "removePermissionFromRole trader frozen; grantToUser CorpSAML_alice clerk (1+0)",
        "removePermissionFromRole trader frozen; addPermissionToRole trader settle (2+1)",
        "removePermissionFromRole trader frozen; createPermission post-trades-frozen-1-settlement POST /trades/frozen-1/settlement Allow; addPermissionToRole trader post-trades-frozen-1-settlement (2+1)",
      ],
    ],
    [
      "what a grant allowed that has ended",
      refused("CorpSAML_dave", "POST", "/trades/1/settlement"),
      [
        "changeUserGrant CorpSAML_dave clerk  2026-06-02T12:00:00.000Z (0+0)",
        "grantToUser CorpSAML_dave frozen-clerk (0+0)",
      ],
    ],
    [
      "what a grant will allow",
      refused("CorpSAML_erin", "POST", "/trades/1/settlement"),
      ["changeUserGrant CorpSAML_erin clerk 2026-06-01T12:00:00.000Z 2026-07-01T00:00:00.000Z (0+0)"],
    ],
    [
      "what a group's grant will allow: the group gains it",
      refused("CorpSAML_zoe", "POST", "/trades/1/settlement", ["later"]),
      [
        "grantToUser CorpSAML_zoe clerk (0+0)",
        "grantToUser CorpSAML_zoe frozen-clerk (0+0)",
        "changeGroupGrant later clerk 2026-06-01T12:00:00.000Z  (0+1)",
      ],
    ],
    [
      "what a group's role denies",
      refused("CorpSAML_bob", "POST", "/trades/frozen-1/settlement", ["desk"]),
      [
        "removePermissionFromRole trader frozen (0+0)",
        "revokeFromUser CorpSAML_bob trader; revokeFromGroup desk trader (0+0)",
      ],
    ],
    [
      "what no permission speaks of, to who has nothing",
      refused("CorpSAML_zoe", "GET", "/reports"),
      [
        "createPermission get-reports GET /reports Allow; createRole for-CorpSAML-zoe; addPermissionToRole for-CorpSAML-zoe get-reports; grantToUser CorpSAML_zoe for-CorpSAML-zoe (0+0)",
      ],
    ],
    ["a path that is ambiguous: there are none", refused("CorpSAML_alice", "GET", "/trades/../x"), []],
    ["a user who is not the tenant's: there are none", refused("OtherSAML_eve", "GET", "/trades/1"), []],
    ["what is allowed already: there are none", refused("CorpSAML_alice", "GET", "/trades/1"), []],
  ])("%s", async (_what, asked, expected) => {
    const found = await told(asked);
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  test("a path that would be read as a pattern is not made a permission of", async () => {
    expect(await told(refused("CorpSAML_alice", "GET", "/reports/x*"))).toEqual([]);
    expect(await told(refused("CorpSAML_alice", "GET", "/reports/x"))).toHaveLength(1);
  });

  test("are twenty at most, and eight of a kind", async () => {
    const roles = Array.from({ length: 60 }, (_, index) => ({
      ...{ name: `role-${index}`, description: "", permissions: ["settle"], delegates: [] },
    }));
    const large: TenantState = { ...state, roles: [...state.roles, ...roles] };
    const asked = { ...refused("CorpSAML_alice", "POST", "/trades/1/settlement"), state: large };
    const found = await told(asked);
    expect(found.filter((each) => each.startsWith("grantToUser"))).toHaveLength(8);
    expect(found.length).toBeLessThanOrEqual(20);
    expect(found).toContain("addPermissionToRole trader settle (1+1)");
  });
});

test("each of them allows the request, and none of its changes can be left out; one change is found where one does", async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(situation, async (drawn) => {
      const asked: Refused = drawn;
      const allows = (after: TenantState) => decisionOn(after, asked) === "allow";
      if (allows(asked.state)) return;
      const found = await smallestChanges(asked, async (changes) => othersGaining(asked, changes));
      for (const { changes } of found) {
        expect(allows(apply(asked.state, changes))).toBe(true);
        seen.add(changes.length);
      }
      const single = singleChanges(asked).some((change) => allows(apply(asked.state, [change])));
      expect(found[0]?.changes.length === 1).toBe(single);
    }),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual(expect.arrayContaining([1, 2]));
});

const decisionOn = (after: TenantState, { user, groups, request, now: at }: Refused) =>
  explain({ grants: grantsOf(after, { username: user.username, groups }), request, user, now: at }).decision;

/** Every single change of the kinds that are looked for, tried without thought. */
const singleChanges = ({ state: { roles, permissions, users, groups: all }, user, groups }: Refused): Change[] => {
  const own = users.filter(({ username }) => username === user.username).flatMap((each) => each.roles);
  const shared = all.filter(({ group }) => groups.includes(group));
  const has = new Set([...own, ...shared.flatMap((each) => each.roles)].map(({ role }) => role));
  const given = new Set(own.map(({ role }) => role));
  return [
    ...roles
      .filter(({ name }) => !given.has(name))
      .map(({ name }): Change => ({ op: "grantToUser", user: user.username, role: name })),
    ...[...has].flatMap((role) =>
      permissions.flatMap(({ name }): Change[] => [
        { op: "addPermissionToRole", role, permission: name },
        { op: "removePermissionFromRole", role, permission: name },
      ]),
    ),
    ...own.flatMap(({ role }): Change[] => [
      { op: "revokeFromUser", user: user.username, role },
      { op: "changeUserGrant", user: user.username, role, startsAt: null, endsAt: null },
    ]),
    ...shared.flatMap(({ group, roles: grants }) =>
      grants.flatMap(({ role }): Change[] => [
        { op: "revokeFromGroup", group, role },
        { op: "changeGroupGrant", group, role, startsAt: null, endsAt: null },
      ]),
    ),
  ];
};
