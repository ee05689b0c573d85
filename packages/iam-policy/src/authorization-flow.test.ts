import { describe, expect, test } from "@jest/globals";
import {
  beforeAuthorizer,
  byResourcePolicy,
  type Decision,
  silence,
  withAuthorizer,
  withIdentity,
} from "./authorization-flow.ts";
import { denialMessage } from "./denial-message.ts";
import type { Evaluation } from "./evaluate.ts";
import { explain } from "./explain.ts";

const says = (decision: Decision, statement = 0, sid?: string): Evaluation =>
  decision === "implicitDeny" ? silence : { decision, statement, ...(sid ? { sid } : {}) };

type Row = [other: Decision, resource: Decision, result: Decision, by: string[]];

/** Table A of https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
const tableA: Row[] = [
  ["allow", "allow", "allow", ["other", "resource"]],
  ["allow", "implicitDeny", "allow", ["other"]],
  ["allow", "explicitDeny", "explicitDeny", ["resource"]],
  ["implicitDeny", "allow", "allow", ["resource"]],
  ["implicitDeny", "implicitDeny", "implicitDeny", ["other", "resource"]],
  ["implicitDeny", "explicitDeny", "explicitDeny", ["resource"]],
  ["explicitDeny", "allow", "explicitDeny", ["other"]],
  ["explicitDeny", "implicitDeny", "explicitDeny", ["other"]],
  ["explicitDeny", "explicitDeny", "explicitDeny", ["other", "resource"]],
];

const tableB: Row[] = tableA.map((row): Row => {
  const [other, resource] = row;
  if (other === "allow" && resource === "implicitDeny") return [other, resource, "implicitDeny", ["resource"]];
  if (other === "implicitDeny" && resource === "allow") return [other, resource, "implicitDeny", ["other"]];
  return row;
});

const named = (by: readonly string[], other: string) => by.map((each) => (each === "other" ? other : each));

describe("an authorizer and a resource policy", () => {
  test.each(tableA)("%s and %s: %s", (authorizer, resource, decision, by) => {
    const ruling = withAuthorizer(says(authorizer), says(resource));
    expect([ruling.decision, ruling.by.map(({ policy }) => policy)]).toEqual([decision, named(by, "authorizer")]);
  });

  test.each<[Decision, Decision | undefined]>([
    ["explicitDeny", "explicitDeny"],
    ["implicitDeny", undefined],
    ["allow", undefined],
  ])("before the authorizer is asked, %s: %s", (resource, decision) => {
    expect(beforeAuthorizer(says(resource))?.decision).toBe(decision);
  });
});

describe("a signed request and a resource policy", () => {
  test.each(tableA)("in one account, %s and %s: %s", (identity, resource, decision, by) => {
    const ruling = withIdentity(says(identity), says(resource), true);
    expect([ruling.decision, ruling.by.map(({ policy }) => policy)]).toEqual([decision, named(by, "identity")]);
  });

  test.each(tableB)("across accounts, %s and %s: %s", (identity, resource, decision, by) => {
    const ruling = withIdentity(says(identity), says(resource), false);
    expect([ruling.decision, ruling.by.map(({ policy }) => policy)]).toEqual([decision, named(by, "identity")]);
  });
});

test.each<Decision>(["allow", "implicitDeny", "explicitDeny"])(
  "without authorization, or with a Cognito token, the resource policy alone decides: %s",
  (resource) => {
    expect(byResourcePolicy(says(resource))).toMatchObject({ decision: resource, by: [{ policy: "resource" }] });
  },
);

describe("a ruling is explained", () => {
  test.each([
    [
      withAuthorizer(says("allow", 2), says("explicitDeny", 1, "freeze")),
      "statement freeze of the API's resource policy denies",
    ],
    [withAuthorizer(says("allow", 2), silence), "statement 2 of the authorizer's policy allows"],
    [
      withAuthorizer(silence, silence),
      "no statement of the authorizer's policy allows, no statement of the API's resource policy allows",
    ],
    [withIdentity(says("allow"), silence, false), "no statement of the API's resource policy allows"],
    [withIdentity(says("explicitDeny", 3), silence, true), "statement 3 of the caller's policy denies"],
    [
      byResourcePolicy({ ...says("explicitDeny", 1), undecided: [{ statement: 1, because: ["Principal", "X on y"] }] }),
      "statement 1 of the API's resource policy denies (undecided: Principal and X on y in statement 1)",
    ],
  ])("%#: %s", (ruling, words) => {
    expect(explain(ruling)).toBe(words);
  });
});

describe("the message to a client that is denied", () => {
  const resource = "arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/x:123456789012:y";
  const covered = "arn:aws:execute-api:eu-west-1:********9012:abc/prod/GET/x:123456789012:y";
  const anonymous = { caller: null, action: "execute-api:Invoke", resource };
  const bob = "arn:aws:iam::210987654321:user/bob";
  test.each([
    [
      { ...anonymous, decision: "explicitDeny" as const },
      `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${covered} with an explicit deny`,
    ],
    [
      { ...anonymous, decision: "implicitDeny" as const },
      `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${covered}`,
    ],
    [
      {
        ...anonymous,
        decision: "explicitDeny" as const,
        explicitDenySuffix: " with an explicit deny in a resource-based policy",
      },
      `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${covered} with an explicit deny in a resource-based policy`,
    ],
    [
      { ...anonymous, caller: bob, decision: "implicitDeny" as const },
      `User: ${bob} is not authorized to perform: execute-api:Invoke on resource: ${covered}`,
    ],
    [
      { ...anonymous, caller: bob, decision: "implicitDeny" as const, policies: "identity-based" as const },
      `User: ${bob} is not authorized to perform: execute-api:Invoke on resource: ${covered} because no identity-based policy allows the execute-api:Invoke action`,
    ],
    [
      { ...anonymous, caller: bob, decision: "explicitDeny" as const, policies: "identity-based" as const },
      `User: ${bob} is not authorized to perform: execute-api:Invoke on resource: ${covered} with an explicit deny in an identity-based policy`,
    ],
    [
      { ...anonymous, decision: "explicitDeny" as const, policies: "resource-based" as const },
      `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${covered} with an explicit deny in a resource-based policy`,
    ],
    [
      { ...anonymous, decision: "implicitDeny" as const, policies: "resource-based" as const },
      `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${covered} because no resource-based policy allows the execute-api:Invoke action`,
    ],
  ])("%#", (denied, message) => {
    expect(denialMessage(denied)).toBe(message);
  });
});
