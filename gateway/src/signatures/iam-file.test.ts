import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { credentialsIn } from "./iam-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "iam-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const environment = {
  ALICE_ID: "AKIDALICEALICEALICE0",
  ALICE_SECRET: "alice's secret",
  ADMIN_SECRET: "admin's secret",
  ADMIN_TOKEN: "t/+=",
};
const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] };
const key = { accessKeyId: "${ALICE_ID}", secretAccessKey: "${ALICE_SECRET}" };
const alice = {
  arn: "arn:aws:iam::123456789012:user/alice",
  userId: "AIDAALICE0ALICE0ALICE",
  accessKeys: [key],
  policies: [policy],
};
const temporary = {
  accessKeyId: "ASIASESSIONSESSION00",
  secretAccessKey: "${ADMIN_SECRET}",
  sessionToken: "${ADMIN_TOKEN}",
  expires: "2027-01-15T08:00:00Z",
};
const admin = {
  arn: "arn:aws:sts::123456789012:assumed-role/Admin/alice",
  userId: "AROASESSION0SESSION00:alice",
  accessKeys: [temporary],
  policies: [],
};

const read = (document: unknown, given: Record<string, string | undefined> = environment) => {
  const file = join(folder, `${Math.random()}.yaml`);
  writeFileSync(file, typeof document === "string" ? document : stringify(document));
  return credentialsIn(file, given);
};

test("keys are found by their ids, with secrets from the environment", () => {
  const find = read({ principals: [alice, admin] });
  expect(find("AKIDALICEALICEALICE0")).toEqual({
    accessKeyId: "AKIDALICEALICEALICE0",
    secretAccessKey: "alice's secret",
    principal: { arn: alice.arn, accountId: "123456789012", userId: alice.userId },
    policies: [{ statements: [expect.objectContaining({ effect: "Allow" })] }],
  });
  expect(find("ASIASESSIONSESSION00")).toEqual({
    accessKeyId: "ASIASESSIONSESSION00",
    secretAccessKey: "admin's secret",
    sessionToken: "t/+=",
    expires: Date.UTC(2027, 0, 15, 8),
    principal: { arn: admin.arn, accountId: "123456789012", userId: admin.userId },
    policies: [],
  });
  expect(["", "nobody", "__proto__", "akidalicealicealice0"].map(find)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("a file without principals knows nobody", () => {
  expect(read({ principals: [] })("AKIDALICEALICEALICE0")).toBeUndefined();
});

describe("the start is stopped, with line and field, by", () => {
  const one = (changes: object) => ({ principals: [{ ...alice, ...changes }] });
  const withKey = (changes: object) => one({ accessKeys: [{ ...key, ...changes }] });
  const badPolicy = { ...policy, Statement: [{ ...policy.Statement[0], Effect: "allow" }] };

  test.each<[string, unknown, RegExp]>([
    [
      "a secret in the file",
      withKey({ secretAccessKey: "wJalrXUtnFEMI" }),
      /accessKeys\[0\]\.secretAccessKey: expected \$\{NAME\}/,
    ],
    [
      "a secret with a variable in it",
      withKey({ secretAccessKey: "x${ALICE_SECRET}" }),
      /secretAccessKey: expected \$\{NAME\}/,
    ],
    [
      "a token in the file",
      { principals: [{ ...admin, accessKeys: [{ ...temporary, sessionToken: "t" }] }] },
      /sessionToken: expected \$\{NAME\}/,
    ],
    ["a variable that is not set", withKey({ secretAccessKey: "${NOT_SET}" }), /\$\{NOT_SET\} is not set/],
    ["a number as secret", withKey({ secretAccessKey: 1 }), /secretAccessKey: .*string/],
    ["no secret", one({ accessKeys: [{ accessKeyId: "${ALICE_ID}" }] }), /secretAccessKey/],
    ["a short key id", withKey({ accessKeyId: "AKID" }), /accessKeyId: expected 16 to 128/],
    [
      "a key twice",
      { principals: [alice, { ...alice, arn: `${alice.arn}2` }] },
      /principals\[1\]\.accessKeys\[0\]\.accessKeyId: AKIDALICEALICEALICE0 is listed twice/,
    ],
    ["a principal without keys", one({ accessKeys: [] }), /accessKeys/],
    ["no policies", { principals: [{ ...alice, policies: undefined }] }, /policies/],
    [
      "a role, whose session it would be",
      one({ arn: "arn:aws:iam::123456789012:role/Admin" }),
      /arn: expected the ARN/,
    ],
    ["everybody", one({ arn: "*" }), /arn: expected the ARN/],
    ["an ARN without an account", one({ arn: "arn:aws:iam::user/alice" }), /arn: expected the ARN/],
    [
      "a session without a token",
      { principals: [{ ...admin, accessKeys: [key] }] },
      /accessKeys\[0\]: a role's keys have a sessionToken/,
    ],
    ["a user id that is none", one({ userId: "alice" }), /userId: expected AIDA/],
    [
      "a day as the end",
      { principals: [{ ...admin, accessKeys: [{ ...temporary, expires: "2027-01-15" }] }] },
      /expires: expected a time/,
    ],
    ["an unknown member", one({ groups: [] }), /groups/],
    [
      "a policy with a bad effect",
      one({ policies: [badPolicy] }),
      /policies\[0\]\.Statement\[0\]\.Effect: .*"Allow" or "Deny"/,
    ],
    ["a policy in JSON text", one({ policies: [JSON.stringify(policy)] }), /policies\[0\]/],
    ["no principals", {}, /principals/],
  ])("%s", (_what, document, message) => {
    expect(() => read(document)).toThrow(BadFile);
    expect(() => read(document)).toThrow(message);
    expect(() => read(document)).toThrow(/line \d+/);
  });

  test("every fault of its policies and keys at once", () => {
    const bad = { ...alice, policies: [policy, badPolicy, JSON.stringify(policy)] };
    const found = () => read({ principals: [bad, { ...alice, policies: [badPolicy] }] });
    for (const place of [
      "principals[0].policies[1].Statement[0].Effect",
      "principals[0].policies[2]",
      "principals[1].policies[0].Statement[0].Effect",
      "principals[1].accessKeys[0].accessKeyId",
    ])
      expect(found).toThrow(`, ${place}: `);
    expect(found).not.toThrow("principals[0].policies[0]");
  });

  test("and no message tells a secret", () => {
    const withSecrets = { principals: [{ ...alice, arn: "*", accessKeys: [{ ...key, more: 1 }] }] };
    expect(() => read(withSecrets)).toThrow(BadFile);
    expect(() => read(withSecrets)).not.toThrow(/alice's secret/);
    const inFile = { principals: [{ ...alice, accessKeys: [{ ...key, secretAccessKey: "wJalrXUtnFEMI" }] }] };
    expect(() => read(inFile)).toThrow(BadFile);
    expect(() => read(inFile)).not.toThrow(/wJalr/);
  });
});
