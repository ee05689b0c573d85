import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readEntitlements } from "./entitlements-file.ts";

const good = `permissions:
  - name: read
    method: GET
    resource: /things/*
    effect: Allow
roles:
  - name: reader
    permissions: [read]
users:
  - username: CorpSAML_alice@example.com
    roles: [reader]
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
    expect(read(good)).toEqual({
      permissions: [{ name: "read", method: "GET", resource: "/things/*", effect: "Allow" }],
      roles: [{ name: "reader", description: "", permissions: ["read"] }],
      users: [{ username: "CorpSAML_alice@example.com", roles: ["reader"] }],
    });
  });

  test("that comes with the project is fit for use", () => {
    const names = readEntitlements(new URL("../../../config/entitlements.yaml", import.meta.url).pathname).roles;
    expect(names.map(({ name }) => name)).toContain("administrator");
  });

  test.each([
    [
      "a role with an unknown permission",
      ["[read]", "[raed]"],
      /line 8, .*no permission is named raed; expected one of read/,
    ],
    ["a user with an unknown role", ["[reader]", "[writer]"], /line 11, .*no role is named writer/],
    ["a role that holds a permission twice", ["[read]", "[read, read]"], /line 8, .*read is given twice/],
    [
      "a role defined twice",
      ["users:", "  - { name: reader, permissions: [] }\nusers:"],
      /line 9, .*reader is given twice/,
    ],
    ["an effect that is none", ["effect: Allow", "effect: allow"], /line 5, .*expected Allow or Deny/],
    ["a method that is none", ["method: GET", "method: FETCH"], /line 3, .*expected one of GET/],
    ["a pattern without a leading slash", ["/things/*", "things/*"], /line 4, .*starts with \//],
    ["a pattern with a space", ["/things/*", "/my things"], /line 4, .*only characters of URL paths/],
    ["a pattern full of wildcards", ["/things/*", `/${"a*".repeat(11)}`], /line 4, .*at most 10 wildcards/],
    ["a username with a space", ["CorpSAML_alice@example.com", "alice archer"], /line 10, .*expected 1 to 128/],
    ["everybody as a user", ["CorpSAML_alice@example.com", '"*"'], /line 10, .*expected the name of one user/],
    ["a member that is misspelled", ["    roles: [reader]", "    role: [reader]"], /line 10, .*roles/],
  ])("is refused for %s, with the line", (_case, [from, to], message) => {
    expect(() => read(good.replace(from!, to!))).toThrow(message);
  });
});
