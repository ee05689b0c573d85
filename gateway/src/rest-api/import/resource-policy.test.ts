import { describe, expect, test } from "@jest/globals";
import { api, operation, refused } from "./testing/definition.ts";

const statement = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const withPolicy = (policy: unknown) => api(operation(), { "x-amazon-apigateway-policy": policy });
const withStatement = (changes: object) =>
  withPolicy({ Version: "2012-10-17", Statement: [statement, { ...statement, ...changes }] });

describe("a resource policy", () => {
  test("becomes one about the API's own ARN", () => {
    expect(withPolicy({ Version: "2012-10-17", Statement: [statement] }).policy).toMatchObject({
      owner: "123456789012",
      statements: [{ resources: { patterns: ["arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/*"] } }],
    });
  });

  test("may name the account as AWS does", () => {
    const { policy } = withStatement({ Principal: { AWS: "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" } });
    expect(policy?.statements[1]?.principals.named).toEqual([{ kind: "account", accountId: "123456789012" }]);
  });

  test.each<[string, object, RegExp]>([
    ["an effect", { Effect: "allow" }, /Statement\[1\]\.Effect: expected "Allow" or "Deny", received "allow"/],
    ["a resource", { Resource: "/prod/GET/x" }, /Statement\[1\]\.Resource: expected an ARN/],
    ["a principal", { Principal: { AWS: "alice" } }, /Statement\[1\]\.Principal\.AWS: expected \*, an account/],
    ["no principal", { Principal: undefined }, /Statement\[1\]: expected either Principal or NotPrincipal/],
    ["a member", { effect: "Deny" }, /Statement\[1\]: has a member "effect"/],
    ["a condition", { Condition: { Bool: "x" } }, /Statement\[1\]\.Condition\.Bool: expected an object/],
  ])("that is wrong in %s is refused at its place", (_what, changes, message) => {
    refused(() => withStatement(changes), message);
    refused(() => withStatement(changes), /line \d+, x-amazon-apigateway-policy\.Statement/);
    expect(withStatement({}).policy?.statements).toHaveLength(2);
  });

  test.each<[string, object, number]>([
    ["Effect", { Effect: "Permit" }, 0],
    ["Resource", { Resource: "x" }, 3],
  ])("names the line of a wrong %s", (_what, changes, lines) => {
    expect(lineOfFault(changes) - lineOfFault({ Effect: "Permit" })).toBe(lines);
  });
});

/** The line of the file that the fault names. */
const lineOfFault = (changes: object): number => {
  try {
    withStatement(changes);
  } catch (error) {
    return Number(/line (\d+),/.exec((error as Error).message)?.[1]);
  }
  throw new Error("it was imported");
};
