import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { change, changes } from "./changes.ts";

const read = { method: "GET", resource: "/things/*", effect: "Allow" };
const from = "2026-01-31T17:00:00.000Z";

const faultOf = (given: unknown) => {
  const { error } = change.safeParse(given);
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
};

describe("a change", () => {
  test.each([
    { op: "createPermission", permission: "read", ...read },
    { op: "changePermission", permission: "read", ...read },
    { op: "deletePermission", permission: "read" },
    { op: "createRole", role: "reader" },
    { op: "createRole", role: "reader", description: "Reads" },
    { op: "changeRole", role: "reader", description: "" },
    { op: "deleteRole", role: "reader" },
    { op: "addPermissionToRole", role: "reader", permission: "read" },
    { op: "removePermissionFromRole", role: "reader", permission: "read" },
    { op: "delegatePermissionToRole", role: "reader", permission: "read" },
    { op: "undelegatePermissionFromRole", role: "reader", permission: "read" },
    { op: "grantToUser", user: "Corp_alice", role: "reader" },
    { op: "grantToUser", user: "Corp_alice", role: "reader", startsAt: from },
    { op: "changeUserGrant", user: "Corp_alice", role: "reader", startsAt: null, endsAt: from },
    { op: "revokeFromUser", user: "Corp_alice", role: "reader" },
    { op: "grantToGroup", group: "traders", role: "reader", endsAt: from },
    { op: "changeGroupGrant", group: "traders", role: "reader" },
    { op: "revokeFromGroup", group: "traders", role: "reader" },
  ])("is read as it is written: $op", (given) => {
    expect(change.parse(given)).toEqual(given);
  });

  test("has its times in UTC", () => {
    const given = { op: "grantToGroup", group: "traders", role: "reader", startsAt: "2026-01-31T18:00:00+01:00" };
    expect(change.parse(given)).toEqual({ ...given, startsAt: from });
  });

  test.each([
    ["an op that is none", { op: "makeKing", user: "Corp_alice" }, /op/],
    ["no object", "grantToUser", /expected a change/],
    ["a member too many", { op: "deleteRole", role: "reader", tenant: "other" }, /tenant/],
    ["a member that is missing", { op: "addPermissionToRole", role: "reader" }, /permission: expected a name/],
    ["everybody as a user", { op: "grantToUser", user: "*", role: "reader" }, /user: expected the name of one user/],
    ["a time without a zone", { op: "grantToUser", user: "a", role: "r", endsAt: "2026-01-31T17:00:00" }, /endsAt/],
    [
      "an end at the start",
      { op: "grantToUser", user: "a", role: "r", startsAt: from, endsAt: from },
      /endsAt: .*after/,
    ],
    [
      "an end before the start in another zone",
      { op: "grantToGroup", group: "g", role: "r", startsAt: from, endsAt: "2026-01-31T17:30:00+01:00" },
      /endsAt: .*after startsAt/,
    ],
  ])("is refused for %s, and says why", (_case, given, fault) => {
    expect(faultOf(given)).toMatch(fault);
  });

  test("has a JSON Schema", () => {
    expect(z.toJSONSchema(change, { io: "input" }).oneOf).toHaveLength(17);
  });
});

test("changes are one at least and 1,000 at most", () => {
  const one = { op: "deleteRole", role: "reader" };
  expect(changes.safeParse([]).success).toBe(false);
  expect(changes.safeParse(Array.from({ length: 1_000 }, () => one)).success).toBe(true);
  expect(changes.safeParse(Array.from({ length: 1_001 }, () => one)).success).toBe(false);
});
