import { readStrangersYaml } from "@gatehouse/config/strangers-yaml.ts";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { inOrder } from "./draft.ts";
import { readEntitlements } from "./entitlements-file.ts";
import { BadDocument, readDocument } from "./read-document.ts";
import { type TenantState, tenantState } from "./state.ts";
import { tenantStates } from "./testing/states.ts";
import { yamlOf } from "./yaml-document.ts";

const readBack = (text: string) => readDocument(readStrangersYaml(text));

const empty: TenantState = {
  name: "corp",
  providers: ["Corp"],
  approvals: "none",
  permissions: [],
  roles: [],
  users: [],
  groups: [],
};

const withUser = (username: string, description = ""): TenantState => ({
  ...empty,
  roles: [{ name: "reader", description, permissions: [], delegates: [] }],
  users: [{ username, roles: [{ role: "reader", startsAt: null, endsAt: null }] }],
});

describe("a tenant's state in YAML", () => {
  test("reads as config/entitlements.yaml does", () => {
    const state: TenantState = {
      ...empty,
      permissions: [
        { name: "read", method: "*", resource: "/things/*", effect: "Allow" },
        { name: "own", method: "GET", resource: "/users/${user.username}", effect: "Deny" },
      ],
      roles: [{ name: "reader", description: "Reads: all", permissions: ["read", "own"], delegates: ["read"] }],
      groups: [
        {
          group: "staff",
          roles: [{ role: "reader", startsAt: null, endsAt: "2027-01-01T00:00:00.000Z" }],
        },
      ],
    };
    expect(yamlOf(state)).toBe(`tenants:
  - name: corp
    providers: [Corp]
    permissions:
      - { name: own, method: GET, resource: "/users/\${user.username}", effect: Deny }
      - { name: read, method: "*", resource: /things/*, effect: Allow }
    roles:
      - { name: reader, description: "Reads: all", permissions: [own, read], delegates: [read] }
    users: []
    groups:
      - { group: staff, roles: [{ role: reader, endsAt: "2027-01-01T00:00:00.000Z" }] }
`);
  });

  test("is the same state when it is read back, and the same text when that is written", () => {
    fc.assert(
      fc.property(tenantStates, (state) => {
        const text = yamlOf(state);
        const read = readBack(text);
        expect(read).toEqual(inOrder(state));
        expect(yamlOf(read)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  test("of this project is read back", () => {
    const [corp] = readEntitlements(new URL("../../../config/entitlements.yaml", import.meta.url).pathname).tenants;
    expect(corp && readBack(yamlOf(corp))).toEqual(corp && inOrder(corp));
  });

  test.each([
    "Corp_=cmd|'/C-calc'!A0",
    "Corp_<img/src=x/onerror=alert(1)>",
    "Corp_{{7*7}}",
    "Corp_${jndi:ldap://x}",
    'Corp_"],"admin',
    "Corp_#comment",
    "Corp_!!js/function",
    "Corp_&anchor",
    "Corp_\u{1f600}",
    "Corp_\u05d0\u05d1",
    "Corp_\\u0041",
    "Corp_---",
    "Corp_%0a",
  ])("holds the name %s as that text", (username) => {
    expect(readBack(yamlOf(withUser(username))).users).toEqual(withUser(username).users);
  });

  test.each([
    "=cmd|'/C calc'!A0",
    "{{7*7}}",
    "yes",
    "null",
    "~",
    "- a",
    "a: b",
    "a #b",
    " ",
    "*x",
    "&x",
    "!x",
    "2027-01-01",
    "0x10",
    "\u202eabc",
    "\u2028",
    "\ufeff",
    "|",
    "?",
    "\u{e0001}",
  ])("holds the description %j as that text", (description) => {
    expect(readBack(yamlOf(withUser("Corp_alice", description))).roles[0]?.description).toBe(description);
  });

  test("spells out what turns text around", () => {
    expect(yamlOf(withUser("Corp_alice", "\u202eabc"))).toContain('description: "\\u202eabc"');
  });

  test.each(["yes", "No", "on", "NULL", "true", "y", "1e3", "1_000", "0o7", "12"])(
    "does not take the role %s for anything else",
    (name) => {
      const role = { name, description: "", permissions: [], delegates: [] };
      expect(readBack(yamlOf({ ...empty, roles: [role] })).roles).toEqual([role]);
    },
  );
});

describe("a document", () => {
  const good = { tenants: [withUser("Corp_alice")] };

  test("is one tenant's state", () => {
    expect(readDocument(good)).toEqual(tenantState.parse(withUser("Corp_alice")));
  });

  test.each<[string, unknown, RegExp]>([
    ["no document", null, /body: /],
    ["two tenants", { tenants: [good.tenants[0], { ...empty, name: "other" }] }, /tenants: expected one tenant/],
    ["a member too many", { ...good, admin: true }, /admin/],
    [
      "a name of 10 KB",
      { tenants: [withUser(`Corp_${"x".repeat(10_240)}`)] },
      /tenants\.0\.users\.0\.username: expected 1 to 128/,
    ],
    ["a name with a control character", { tenants: [withUser("Corp_a\u0000b")] }, /tenants\.0\.users\.0\.username: /],
    ["a name that turns text around", { tenants: [withUser("Corp_\u202eabc")] }, /tenants\.0\.users\.0\.username: /],
    ["a stranger", { tenants: [withUser("Other_alice")] }, /users\.0\.username: Other_alice is a user of Other/],
    [
      "a role that is nowhere",
      { tenants: [{ ...withUser("Corp_alice"), roles: [] }] },
      /users\.0\.roles\.0: no role is named reader/,
    ],
    [
      "a time that is none",
      { tenants: [{ ...empty, users: [{ username: "Corp_a", roles: [{ role: "r", endsAt: "2026-99-99" }] }] }] },
      /users\.0\.roles\.0/,
    ],
  ])("with %s is refused, and says where", (_case, given, message) => {
    expect(() => readDocument(given)).toThrow(BadDocument);
    expect(() => readDocument(given)).toThrow(message);
  });

  test("with a great many faults tells of a hundred", () => {
    const users = Array.from({ length: 5_000 }, () => ({ username: "Corp_alice", roles: [] }));
    const refused = (() => {
      try {
        return readDocument({ tenants: [{ ...empty, users }] });
      } catch (error) {
        return error;
      }
    })();
    expect((refused as BadDocument).faults).toHaveLength(100);
  });
});
