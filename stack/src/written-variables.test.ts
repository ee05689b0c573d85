import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { configFiles, readConfiguration } from "./configuration.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const shipped = new URL("../../config/", import.meta.url).pathname;
const inFolder = temporaryFolder();
const urls = { gateway: "http://localhost:1", userPool: "http://localhost:2", identityProvider: "http://localhost:3" };

let folders = 0;

interface Changed {
  readonly resource: string;
  /** A further line in the pool's schema. */
  readonly attribute?: string;
  /** A further line of the client. */
  readonly client?: string;
  readonly signUp?: boolean;
  readonly provider?: string;
}

/** Starts from the files that come with the project, with one permission more. */
const read = ({ resource, attribute, client, signUp, provider }: Changed) => {
  const folder = inFolder(`config-${++folders}`);
  cpSync(shipped, folder, { recursive: true });
  const edit = (name: string, ...changes: [from: string, to: string][]) => {
    const text = changes.reduce(
      (now, [from, to]) => {
        expect(now).toContain(from);
        return now.replace(from, () => to);
      },
      readFileSync(join(folder, name), "utf8"),
    );
    writeFileSync(join(folder, name), text);
  };
  edit(
    "entitlements.yaml",
    ["permissions:\n", `permissions:\n      - { name: own, method: GET, resource: "${resource}", effect: Allow }\n`],
    ...(provider ? ([["[CorpSAML]", `[CorpSAML, ${provider}]`]] as [string, string][]) : []),
  );
  edit(
    "user-pool.yaml",
    ["  Schema:\n", `  Schema:\n${attribute ? `    - ${attribute}\n` : ""}`],
    ["    ClientName: web\n", `    ClientName: web\n${client ? `    ${client}\n` : ""}`],
    ["AllowAdminCreateUserOnly: true", `AllowAdminCreateUserOnly: ${!signUp}`],
  );
  return readConfiguration(configFiles(folder), urls);
};

const account = "{ Name: account, AttributeDataType: String, Mutable: true }";
const fixed = "{ Name: account, AttributeDataType: String, Mutable: false }";
const owned = "/accounts/${user.custom:account}/*";
const narrow = "WriteAttributes: [email, given_name, family_name, custom:groups]";

describe("a permission that speaks of an attribute", () => {
  test.each<[string, Changed]>([
    ["the username", { resource: "/accounts/${user.username}/*" }],
    ["the sub", { resource: "/accounts/${user.sub}/*" }],
    ["one that no client may write", { resource: owned, attribute: account, client: narrow }],
    ["one that does not change", { resource: owned, attribute: fixed }],
    [
      "one that does not change, where the pool's own users are nobody's",
      { resource: owned, attribute: fixed, signUp: true },
    ],
    ["one that does not change, where nobody signs up", { resource: owned, attribute: fixed, provider: "COGNITO" }],
    ["a mark that an administrator sets", { resource: "/${user.email_verified}" }],
  ])("may be: %s", (_which, changed) => {
    expect(read(changed).people.length).toBeGreaterThan(0);
  });

  test.each<[string, Changed, RegExp]>([
    [
      "by a client that names no attributes",
      { resource: owned, attribute: account },
      /entitlements\.yaml cannot be used:\n {2}line \d+, tenants\[0\]\.permissions\[0\]\.resource: users may write custom:account themselves \(UpdateUserAttributes with their own access token\).*the client web has no WriteAttributes, which means all \(.*user-pool\.yaml, line \d+\)\. List the WriteAttributes/,
    ],
    [
      "by a client that lists it",
      { resource: owned, attribute: account, client: "WriteAttributes: [custom:account]" },
      /the client web lists it in its WriteAttributes \(.*user-pool\.yaml, line \d+\)/,
    ],
    ["a standard one", { resource: "/mail/${user.email}" }, /users may write email themselves/],
    [
      "at the sign-up",
      { resource: owned, attribute: fixed, signUp: true, provider: "COGNITO" },
      /custom:account themselves \(SignUp, which AdminCreateUserConfig leaves open\)/,
    ],
    ["one that nobody can have", { resource: owned }, /users have no attribute custom:account/],
  ])("must not be one that users write: %s", (_how, changed, message) => {
    expect(() => read(changed)).toThrow(message);
  });
});
