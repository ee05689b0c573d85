import { describe, expect, test } from "@jest/globals";
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

const outcome = (...statements: readonly object[]) =>
  evaluate(parsePolicy({ Statement: statements }), { action, resource: arn });

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
  ])("%s", (_what, statements, decision, statement) => {
    expect(outcome(...statements)).toEqual({ decision, statement });
  });

  test("names the statement that decided by its Sid", () => {
    expect(outcome(allow(), deny(arn, { Sid: "freeze" }))).toEqual({
      decision: "explicitDeny",
      statement: 1,
      sid: "freeze",
    });
  });
});

describe("a statement that nobody can tell about", () => {
  const because = (...parts: string[]) => [{ statement: expect.any(Number), because: parts }];
  const somewhere = { IpAddress: { "aws:VpcSourceIp": "192.0.2.0/24" } };
  test.each<[string, object, string]>([
    ["a variable in the resource", { Resource: "*${aws:username}*" }, "Resource"],
    ["a variable in NotResource", { NotResource: "${aws:username}", Resource: undefined }, "Resource"],
    ["a variable in the action", { Action: "${aws:username}" }, "Action"],
    ["a key without a known value", { Condition: somewhere }, "IpAddress on aws:VpcSourceIp"],
  ])("does not allow, and denies, and is named: %s", (_what, changes, part) => {
    const made = (Effect: string) => JSON.parse(JSON.stringify({ ...allow(), ...changes, Effect }));
    expect(outcome(made("Allow"))).toEqual({
      decision: "implicitDeny",
      statement: null,
      undecided: because(part),
    });
    expect(outcome(allow(), made("Deny"))).toEqual({
      decision: "explicitDeny",
      statement: 1,
      undecided: because(part),
    });
    expect(outcome(made("Allow"), allow())).toMatchObject({ decision: "allow", statement: 1 });
  });

  test("is none where another part says that it does not apply", () => {
    expect(outcome(allow(), deny(`${arn}0`, { Condition: somewhere }))).toEqual({ decision: "allow", statement: 0 });
    expect(outcome(allow(), deny(arn, { Condition: somewhere }))).toMatchObject({ decision: "explicitDeny" });
  });
});
