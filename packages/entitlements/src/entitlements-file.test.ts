import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readEntitlements } from "./entitlements-file.ts";

const good = `tenants:
  - name: corp
    providers: [CorpSAML]
    permissions:
      - name: read
        method: GET
        resource: /things/*
        effect: Allow
    roles:
      - name: reader
        permissions: [read]
        delegates: []
    users:
      - username: CorpSAML_alice@example.com
        roles: [reader]
    groups:
      - group: readers
        roles: [{ role: reader, startsAt: "2026-01-01T01:00:00+01:00" }]
  - name: other
    providers: [OtherSAML, COGNITO]
    users:
      - username: OtherSAML_eve
        roles: []
    approvals: required
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entitlements-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  const file = join(folder, `${Math.random()}.yaml`);
  writeFileSync(file, text);
  return readEntitlements(file);
};

describe("the entitlements file", () => {
  test("is read", () => {
    expect(read(good).tenants).toEqual([
      {
        name: "corp",
        providers: ["CorpSAML"],
        approvals: "none",
        permissions: [{ name: "read", method: "GET", resource: "/things/*", effect: "Allow" }],
        roles: [{ name: "reader", description: "", permissions: ["read"], delegates: [] }],
        users: [{ username: "CorpSAML_alice@example.com", roles: [{ role: "reader", startsAt: null, endsAt: null }] }],
        groups: [{ group: "readers", roles: [{ role: "reader", startsAt: "2026-01-01T00:00:00.000Z", endsAt: null }] }],
      },
      {
        name: "other",
        providers: ["OtherSAML", "COGNITO"],
        approvals: "required",
        permissions: [],
        roles: [],
        users: [{ username: "OtherSAML_eve", roles: [] }],
        groups: [],
      },
    ]);
  });

  test("that comes with the project is fit for use", () => {
    const { tenants } = readEntitlements(new URL("../../../config/entitlements.yaml", import.meta.url).pathname);
    expect(tenants.flatMap(({ roles }) => roles.map(({ name }) => name))).toContain("administrator");
  });

  test.each(["/things/${user.username}", "/things/${user.custom:account}/*", "/a$b"])(
    "takes the pattern %s",
    (pattern) => {
      expect(read(good.replace("/things/*", `"${pattern}"`)).tenants[0]?.permissions[0]?.resource).toBe(pattern);
    },
  );

  test.each<[string, [string, string], RegExp]>([
    [
      "a role with an unknown permission",
      ["[read]", "[raed]"],
      /line 11, .*no permission is named raed; expected one of read/,
    ],
    [
      "an unknown permission that is delegated",
      ["delegates: []", "delegates: [raed]"],
      /line 12, .*no permission is named raed/,
    ],
    ["a user with an unknown role", ["[reader]", "[writer]"], /line 15, .*no role is named writer/],
    ["a group with an unknown role", ["role: reader,", "role: writer,"], /line 18, .*no role is named writer/],
    ["a role that holds a permission twice", ["[read]", "[read, read]"], /line 11, .*read is given twice/],
    ["a tenant defined twice", ["name: other", "name: corp"], /line 19, .*corp is given twice/],
    ["approvals of another kind", ["approvals: required", "approvals: yes"], /line 24, .*expected none or required/],
    ["a provider of two tenants", ["[OtherSAML,", "[CorpSAML,"], /line 20, .*CorpSAML is given twice/],
    ["a provider with an underscore", ["[OtherSAML,", "[Other_SAML,"], /line 20, .*none of them space or underscore/],
    [
      "a user of another tenant",
      ["OtherSAML_eve", "CorpSAML_eve"],
      /line 22, .*is a user of CorpSAML; expected one of OtherSAML/,
    ],
    ["a user of no tenant", ["CorpSAML_alice@example.com", "Nobody_alice"], /line 14, .*is a user of Nobody/],
    ["times in disorder", ['+01:00"', '+01:00", endsAt: "2025-01-01T00:00:00Z"'], /line 18, /],
    ["a time without an offset", ["+01:00", ""], /line 18, /],
    ["an effect that is none", ["effect: Allow", "effect: allow"], /line 8, .*expected Allow or Deny/],
    ["a method that is none", ["method: GET", "method: FETCH"], /line 6, .*expected one of GET/],
    ["a pattern without a leading slash", ["/things/*", "things/*"], /line 7, .*starts with \//],
    ["a pattern with a space", ["/things/*", "/my things"], /line 7, .*only characters of URL paths/],
    ["a variable that is none", ["/things/*", '"/${person.name}"'], /line 7, .*variables such as/],
    ["a pattern full of wildcards", ["/things/*", `/${"a*".repeat(11)}`], /line 7, .*at most 10 wildcards/],
    ["a username with a space", ["CorpSAML_alice@example.com", "alice archer"], /line 14, .*expected 1 to 128/],
    ["everybody as a user", ["CorpSAML_alice@example.com", '"*"'], /line 14, .*expected the name of one user/],
    ["a member that is misspelled", ["        roles: [reader]", "        role: [reader]"], /line 14, .*roles/],
  ])("is refused for %s, with the line", (_case, [from, to], message) => {
    expect(() => read(good.replace(from, to))).toThrow(message);
  });
});
