import { describe, expect, test } from "@jest/globals";
import type { ConditionKeys } from "./condition.ts";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse-policy.ts";

const arn = "arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/trades/1";
const action = "execute-api:Invoke";
const allow = (resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
const deny = (resource: unknown = "*", more: object = {}) => ({
  Effect: "Deny",
  Action: action,
  Resource: resource,
  ...more,
});

const outcome = (statements: readonly object[], conditions?: ConditionKeys) =>
  evaluate(parsePolicy({ Statement: statements }), { action, resource: arn, ...(conditions ? { conditions } : {}) });

describe("a policy", () => {
  test.each<[string, object[], string, number | null]>([
    ["allows what it names", [allow(arn)], "allow", 0],
    ["allows nothing when empty", [], "implicitDeny", null],
    ["allows nothing without resources", [allow([])], "implicitDeny", null],
    ["allows nothing else", [allow(`${arn}0`)], "implicitDeny", null],
    ["lets Deny win when it comes last", [allow(), deny(arn)], "explicitDeny", 1],
    ["lets Deny win when it comes first", [deny(arn), allow()], "explicitDeny", 0],
    ["lets no other Deny win", [deny(`${arn}0`), allow()], "allow", 1],
    ["takes any of several resources", [allow(["x", arn])], "allow", 0],
    ["takes any of several actions", [allow(arn, { Action: ["s3:Get", "execute-api:*"] })], "allow", 0],
    ["takes * as action", [allow(arn, { Action: "*" })], "allow", 0],
    ["takes an action in any case", [allow(arn, { Action: "EXECUTE-API:invoke" })], "allow", 0],
    ["needs the action too", [allow(arn, { Action: "execute-api:InvalidateCache" })], "implicitDeny", null],
    [
      "denies all but NotResource",
      [allow(), { Effect: "Deny", Action: "*", NotResource: `${arn}0` }],
      "explicitDeny",
      1,
    ],
    ["spares NotResource", [allow(), { Effect: "Deny", Action: "*", NotResource: arn }], "allow", 0],
    ["allows all but NotAction", [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }], "allow", 0],
    [
      "does not allow NotAction",
      [{ Effect: "Allow", NotAction: "execute-api:*", Resource: "*" }],
      "implicitDeny",
      null,
    ],
    ["has no value for variables: Allow", [allow("arn:aws:execute-api:*/${aws:username}*")], "implicitDeny", null],
    ["has no value for variables: Deny", [allow(), deny("*${aws:username}*")], "explicitDeny", 1],
  ])("%s", (_what, statements, decision, statement) => {
    expect(outcome(statements)).toEqual({ decision, statement });
  });

  test("names the statement that decided by its Sid", () => {
    expect(outcome([allow(), deny(arn, { Sid: "freeze" })])).toEqual({
      decision: "explicitDeny",
      statement: 1,
      sid: "freeze",
    });
  });
});

const keys: ConditionKeys = {
  "aws:SourceIp": "192.0.2.7",
  "aws:UserAgent": "curl/8",
  "aws:Referer": null,
  "aws:CurrentTime": "2026-11-23T12:00:00.000Z",
  "aws:EpochTime": "1795435200",
};

/** Whether an Allow and whether a Deny with the condition applies: they differ where it cannot be decided. */
const both = (Condition: object) => [
  outcome([allow(arn, { Condition })], keys).decision === "allow",
  outcome([allow(), deny(arn, { Condition })], keys).decision === "explicitDeny",
];

describe("a condition", () => {
  test.each<[string, object]>([
    ["a range", { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }],
    ["one of several ranges", { IpAddress: { "aws:SourceIp": ["::1/128", "192.0.2.7"] } }],
    ["outside a range", { NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } }],
    ["a key in another case", { IpAddress: { "AWS:sourceip": "192.0.2.0/24" } }],
    ["a pattern", { StringLike: { "aws:UserAgent": "curl/*" } }],
    ["another case", { StringEqualsIgnoreCase: { "aws:UserAgent": "CURL/8" } }],
    ["none of several", { StringNotEquals: { "aws:UserAgent": ["a", "b"] } }],
    ["later than", { DateGreaterThan: { "aws:CurrentTime": "2026-11-23T11:59:59Z" } }],
    ["earlier than", { NumericLessThan: { "aws:EpochTime": 1795435201 } }],
    ["epoch seconds as a date", { DateLessThan: { "aws:CurrentTime": "1795435201" } }],
    ["absent", { Null: { "aws:Referer": true } }],
    ["present", { Null: { "aws:UserAgent": "false" } }],
    ["absent, negated", { StringNotEquals: { "aws:Referer": "x" } }],
    ["absent, if it exists", { StringEqualsIfExists: { "aws:Referer": "x" } }],
    ["absent, for all values", { "ForAllValues:StringEquals": { "aws:Referer": "x" } }],
    ["for any value", { "ForAnyValue:StringLike": { "aws:UserAgent": ["x", "curl*"] } }],
    ["two that hold", { StringLike: { "aws:UserAgent": "curl/*" }, Null: { "aws:Referer": true } }],
    ["none", {}],
  ])("holds: %s", (_what, condition) => {
    expect(both(condition)).toEqual([true, true]);
  });

  test.each<[string, object]>([
    ["outside the range", { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } }],
    ["inside the range", { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } }],
    ["another value", { StringEquals: { "aws:UserAgent": "Curl/8" } }],
    ["one of several, negated", { StringNotEquals: { "aws:UserAgent": ["curl/8", "b"] } }],
    ["absent", { StringEquals: { "aws:Referer": "x" } }],
    ["absent, for any value", { "ForAnyValue:StringEquals": { "aws:Referer": "x" } }],
    ["earlier", { DateGreaterThan: { "aws:CurrentTime": "2026-11-23T12:00:00Z" } }],
    ["one of two", { StringLike: { "aws:UserAgent": "curl/*" }, Null: { "aws:Referer": false } }],
    ["no value at all", { StringEquals: { "aws:UserAgent": [] } }],
  ])("does not hold: %s", (_what, condition) => {
    expect(both(condition)).toEqual([false, false]);
  });

  test.each<[string, object]>([
    ["an operator that is not supported", { ArnLike: { "aws:UserAgent": "curl/8" } }],
    ["an operator that does not exist", { constructor: { "aws:UserAgent": "curl/8" } }],
    ["a key that nobody knows", { StringEquals: { "aws:PrincipalTag/team": "x" } }],
    ["a range that is none", { IpAddress: { "aws:SourceIp": "192.0.2.0/33" } }],
    ["a range with an empty length", { IpAddress: { "aws:SourceIp": "192.0.2.0/" } }],
    ["a number that is none", { NumericLessThan: { "aws:EpochTime": "soon" } }],
    ["a date that is none", { DateLessThan: { "aws:CurrentTime": "tomorrow" } }],
    ["a policy variable", { StringEquals: { "aws:UserAgent": "${aws:username}" } }],
  ])("undecided, denies and does not allow: %s", (_what, condition) => {
    expect(both(condition)).toEqual([false, true]);
  });

  test("that does not hold outweighs one that is undecided", () => {
    expect(both({ ArnLike: { "aws:UserAgent": "x" }, StringEquals: { "aws:UserAgent": "x" } })).toEqual([false, false]);
  });
});
