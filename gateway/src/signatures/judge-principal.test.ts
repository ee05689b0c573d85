import { denialMessage } from "@gatehouse/iam-policy/denial-message.ts";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { describe, expect, test } from "@jest/globals";
import type { Credential } from "./credential.ts";
import { httpAuthorizerIam, restIdentity } from "./event-identity.ts";
import { judgePrincipal, principalKeys } from "./judge-principal.ts";
import { signerOf } from "./principal-arns.ts";
import { alice, session } from "./testing/signed.ts";

const resource = "arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/trades/1";
const question = { action: "execute-api:Invoke", resource, conditions: { "aws:SourceIp": "192.0.2.7" } };
const allow = (more: object = {}) => ({
  Effect: "Allow",
  Action: "execute-api:Invoke",
  Resource: `${resource.slice(0, -1)}*`,
  ...more,
});
const deny = (more: object = {}) => ({ ...allow(more), Effect: "Deny" });
const may = (credential: Credential, ...policies: object[][]): Credential => ({
  ...credential,
  policies: policies.map((Statement) => parsePolicy({ Version: "2012-10-17", Statement })),
});
const decision = (credential: Credential) => judgePrincipal(credential, question).decision;

describe("policies of a principal", () => {
  test.each<[string, object[][], string]>([
    ["none", [], "implicitDeny"],
    ["one that allows", [[allow()]], "allow"],
    ["one that allows something else", [[allow({ Resource: resource.replace("GET", "POST") })]], "implicitDeny"],
    ["one of another API", [[allow({ Resource: resource.replace("abc", "xyz") })]], "implicitDeny"],
    ["one that allows another action", [[allow({ Action: "execute-api:ManageConnections" })]], "implicitDeny"],
    ["the second allows", [[], [allow()]], "allow"],
    ["the second denies", [[allow()], [deny()]], "explicitDeny"],
    ["the first denies", [[deny()], [allow()]], "explicitDeny"],
  ])("%s: %#", (_what, policies, expected) => {
    expect(decision(may(alice, ...policies))).toBe(expected);
  });

  test.each<[string, object, boolean, boolean]>([
    ["the request's address", { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }, true, true],
    ["the user's name", { StringEquals: { "aws:username": "alice" } }, true, false],
    ["the user", { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:user/alice" } }, true, false],
    ["the role", { StringEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/Admin" } }, false, true],
    ["the account", { StringEquals: { "aws:PrincipalAccount": "123456789012" } }, true, true],
    ["another account", { StringEquals: { "aws:PrincipalAccount": "210987654321" } }, false, false],
    ["users", { StringEquals: { "aws:PrincipalType": "User" } }, true, false],
    ["the id", { StringLike: { "aws:userid": "AROASESSION0SESSION00:*" } }, false, true],
    ["no second factor", { Null: { "aws:MultiFactorAuthPresent": "true" } }, true, false],
    ["a tag, which nobody knows", { StringEquals: { "aws:PrincipalTag/team": "x" } }, false, false],
  ])("conditions on %s", (_what, Condition, ofUser, ofSession) => {
    const allowed = [alice, session].map((each) => decision(may(each, [allow({ Condition })])) === "allow");
    expect(allowed).toEqual([ofUser, ofSession]);
  });

  test("a request cannot say who its principal is", () => {
    const conditions = { "aws:username": "bob", "aws:PrincipalAccount": "210987654321" };
    const asBob = may(alice, [allow({ Condition: { StringEquals: { "aws:username": "bob" } } })]);
    expect(judgePrincipal(asBob, { ...question, conditions }).decision).toBe("implicitDeny");
  });
});

test("a principal is told what AWS says", () => {
  const said = (...policies: object[][]) => {
    const evaluation = judgePrincipal(may(alice, ...policies), question);
    const { decision: denied } = evaluation;
    if (denied === "allow") return denied;
    return denialMessage({ ...question, caller: alice.principal.arn, decision: denied, policies: "identity-based" });
  };
  const told =
    "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:abc/prod/GET/trades/1";
  expect(said([allow()])).toBe("allow");
  expect(said()).toBe(`${told} because no identity-based policy allows the execute-api:Invoke action`);
  expect(said([deny()])).toBe(`${told} with an explicit deny in an identity-based policy`);
});

test("the names of a principal", () => {
  const root = { ...alice.principal, arn: "arn:aws:iam::123456789012:root" };
  const inPath = { ...alice.principal, arn: "arn:aws:iam::123456789012:user/team/a/alice" };
  expect(signerOf(alice.principal)).toEqual({ accountId: "123456789012", arns: [alice.principal.arn] });
  expect(signerOf(session.principal)).toEqual({
    accountId: "123456789012",
    arns: [session.principal.arn, "arn:aws:iam::123456789012:role/Admin"],
  });
  expect(principalKeys({ ...alice, principal: inPath })).toMatchObject({ "aws:username": "alice" });
  expect(principalKeys({ ...alice, principal: root })).toMatchObject({
    "aws:username": null,
    "aws:PrincipalType": "Account",
  });
});

// Recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-{rest,http}/iam-auth.json).
test("events name the caller as the recorded ones do", () => {
  const caller: Credential = {
    ...session,
    accessKeyId: "ABCAXZWZ5ZDPIFV7JHWH",
    principal: {
      arn: "arn:aws:sts::123456789012:assumed-role/Admin/aamorosi",
      accountId: "123456789012",
      userId: "ABCAXZWZ5ZDPNIH6C6ODK:aamorosi",
    },
  };
  expect(restIdentity(caller)).toEqual({
    accountId: "123456789012",
    caller: "ABCAXZWZ5ZDPNIH6C6ODK:aamorosi",
    accessKey: "ABCAXZWZ5ZDPIFV7JHWH",
    userArn: "arn:aws:sts::123456789012:assumed-role/Admin/aamorosi",
    user: "ABCAXZWZ5ZDPNIH6C6ODK:aamorosi",
  });
  expect(JSON.stringify(httpAuthorizerIam(caller))).toBe(
    JSON.stringify({
      accessKey: "ABCAXZWZ5ZDPIFV7JHWH",
      accountId: "123456789012",
      callerId: "ABCAXZWZ5ZDPNIH6C6ODK:aamorosi",
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: "arn:aws:sts::123456789012:assumed-role/Admin/aamorosi",
      userId: "ABCAXZWZ5ZDPNIH6C6ODK:aamorosi",
    }),
  );
});
