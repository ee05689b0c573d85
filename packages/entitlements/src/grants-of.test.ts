import { describe, expect, test } from "@jest/globals";
import { grantsOf } from "./grants-of.ts";
import { tenantState } from "./state.ts";

const tenant = tenantState.parse({
  name: "corp",
  providers: ["CorpSAML"],
  permissions: [
    { name: "read", method: "GET", resource: "/trades/*", effect: "Allow" },
    { name: "frozen", method: "*", resource: "/trades/frozen*", effect: "Deny" },
    { name: "settle", method: "POST", resource: "/trades/*/settlement", effect: "Allow" },
  ],
  roles: [
    { name: "trader", permissions: ["read", "frozen"] },
    { name: "clerk", permissions: ["settle"], delegates: ["read"] },
  ],
  users: [
    {
      username: "CorpSAML_alice",
      roles: ["trader", { role: "clerk", startsAt: "2027-01-01T01:00:00+01:00", endsAt: "2027-02-01T00:00:00Z" }],
    },
    { username: "CorpSAML_bob", roles: [] },
  ],
  groups: [{ group: "traders", roles: ["trader"] }],
});

/** What is told of each grant here. */
const told = (username: string, ...groups: string[]) =>
  grantsOf(tenant, { username, groups }).map(({ role, permission, via }) => [
    role,
    permission,
    via.kind === "user" ? "user" : via.group,
  ]);

describe("the grants of", () => {
  test.each([
    [
      "a user",
      told("CorpSAML_alice"),
      [
        ["trader", "read", "user"],
        ["trader", "frozen", "user"],
        ["clerk", "settle", "user"],
      ],
    ],
    [
      "one who is in a group alone",
      told("CorpSAML_bob", "traders"),
      [
        ["trader", "read", "traders"],
        ["trader", "frozen", "traders"],
      ],
    ],
    [
      "one who is listed nowhere, in that group",
      told("CorpSAML_zoe", "others", "traders"),
      [
        ["trader", "read", "traders"],
        ["trader", "frozen", "traders"],
      ],
    ],
    ["one who has neither", told("CorpSAML_bob", "clerks"), []],
    ["another tenant's user, in a group of that name", told("OtherSAML_zoe", "traders"), []],
    ["a user of the pool itself", told("alice", "traders"), []],
  ])("%s", (_whose, found, expected) => {
    expect(found).toEqual(expected);
  });

  test("a role say when they count, in milliseconds, and what they are", () => {
    expect(grantsOf(tenant, { username: "CorpSAML_alice", groups: [] }).at(-1)).toEqual({
      role: "clerk",
      permission: "settle",
      method: "POST",
      resource: "/trades/*/settlement",
      effect: "Allow",
      via: { kind: "user" },
      startsAt: Date.UTC(2027, 0, 1),
      endsAt: Date.UTC(2027, 1, 1),
    });
    expect(grantsOf(tenant, { username: "CorpSAML_alice", groups: [] })[0]).toMatchObject({
      startsAt: null,
      endsAt: null,
    });
  });
});
