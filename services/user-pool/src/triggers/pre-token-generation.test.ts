import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import type { LambdaConfig } from "../config/lambda-config.ts";
import { preTokenGeneration, preTokenGenerationForClient } from "./pre-token-generation.ts";
import { alice, aliceShown, arnOf, poolId, poolWithTriggers, responding } from "./testing/pool-with-triggers.ts";

const configured = (LambdaVersion: "V1_0" | "V2_0" | "V3_0"): LambdaConfig => ({
  PreTokenGenerationConfig: { LambdaVersion, LambdaArn: arnOf("tokens") },
});

const role = "arn:aws:iam::123456789012:role/trader";
const trader = { ...alice, groups: ["traders"], roles: [{ arn: role, precedence: 1 }] };
const generation = {
  source: "TokenGeneration_HostedAuth",
  clientId: "1client",
  user: trader,
  scopes: ["openid", "email"],
} as const;

const asked = (config: LambdaConfig, answer: (event: object) => FunctionOutcome) => {
  const { uses, seen } = poolWithTriggers(config, answer);
  return { seen, overrides: preTokenGeneration(generation, uses) };
};

describe("the event", () => {
  const groupConfiguration = { groupsToOverride: ["traders"], iamRolesToOverride: [role], preferredRole: role };

  test.each<[LambdaConfig, string, object, object]>([
    [{ PreTokenGeneration: arnOf("tokens") }, "1", {}, { claimsOverrideDetails: null }],
    [configured("V1_0"), "1", {}, { claimsOverrideDetails: null }],
    [configured("V2_0"), "2", { scopes: ["openid", "email"] }, { claimsAndScopeOverrideDetails: null }],
    [configured("V3_0"), "3", { scopes: ["openid", "email"] }, { claimsAndScopeOverrideDetails: null }],
  ])("of %j", async (config, version, more, response) => {
    const { seen, overrides } = asked(config, responding());
    expect(await overrides).toBeUndefined();
    expect(seen.map(({ event }) => event)).toEqual([
      {
        version,
        triggerSource: "TokenGeneration_HostedAuth",
        region: "us-west-2",
        userPoolId: poolId,
        userName: "CorpSAML_alice",
        callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "1client" },
        request: { userAttributes: aliceShown, groupConfiguration, ...more },
        response,
      },
    ]);
  });

  test("of a user without roles names none", async () => {
    const { uses, seen } = poolWithTriggers(configured("V1_0"), responding());
    await preTokenGeneration({ ...generation, user: alice, clientMetadata: { a: "1" } }, uses);
    expect(seen[0]?.event.request).toMatchObject({
      groupConfiguration: { groupsToOverride: [`${poolId}_CorpSAML`], iamRolesToOverride: [], preferredRole: null },
      clientMetadata: { a: "1" },
    });
  });

  test("of a client that speaks for itself has nobody in it", async () => {
    const { uses, seen } = poolWithTriggers(configured("V3_0"), responding());
    await preTokenGenerationForClient({ poolId, clientId: "1client", scopes: ["api/read"] }, uses);
    expect(seen[0]?.event).toMatchObject({
      version: "3",
      triggerSource: "TokenGeneration_ClientCredentials",
      userName: "ClientCredentials",
      request: { userAttributes: {}, groupConfiguration: null, scopes: ["api/read"] },
    });
  });

  test.each(["V1_0", "V2_0"] as const)("of a client that speaks for itself is not for %s", async (version) => {
    const { uses, seen } = poolWithTriggers(configured(version), responding());
    expect(await preTokenGenerationForClient({ poolId, clientId: "1client", scopes: [] }, uses)).toBeUndefined();
    expect(seen).toEqual([]);
  });
});

describe("the answer", () => {
  const none = { add: {}, suppress: [], addScopes: [], suppressScopes: [] };
  const nobody = { names: [], roles: [], preferredRole: undefined };

  test.each<[string, object, unknown]>([
    ["changes nothing where there is none", { claimsOverrideDetails: null }, undefined],
    ["leaves groups alone where it does not name them", { claimsOverrideDetails: {} }, undefined],
    ["suppresses groups with null", { claimsOverrideDetails: { groupOverrideDetails: null } }, nobody],
    ["suppresses groups with nothing in it", { claimsOverrideDetails: { groupOverrideDetails: {} } }, nobody],
    [
      "replaces groups and roles as a whole",
      { claimsOverrideDetails: { groupOverrideDetails: { groupsToOverride: ["a"], preferredRole: null } } },
      { names: ["a"], roles: [], preferredRole: undefined },
    ],
  ])("of the first version %s", async (_what, response, groups) => {
    expect((await asked(configured("V1_0"), responding(response)).overrides)?.groups).toEqual(groups);
  });

  test("of the first version changes the id token alone", async () => {
    const details = { claimsToAddOrOverride: { desk: "7" }, claimsToSuppress: ["email"] };
    const { overrides } = asked(configured("V1_0"), responding({ claimsOverrideDetails: details }));
    expect(await overrides).toEqual({
      id: { add: { desk: "7" }, suppress: ["email"] },
      access: none,
      groups: undefined,
    });
  });

  test("of the second version changes both, with any value", async () => {
    const details = {
      idTokenGeneration: { claimsToAddOrOverride: { desk: { floor: 7, open: true } } },
      accessTokenGeneration: {
        claimsToAddOrOverride: { limits: [1, null, "x"] },
        claimsToSuppress: ["auth_time"],
        scopesToAdd: ["api/read"],
        scopesToSuppress: ["email"],
      },
    };
    const { overrides } = asked(configured("V2_0"), responding({ claimsAndScopeOverrideDetails: details }));
    expect(await overrides).toEqual({
      id: { add: { desk: { floor: 7, open: true } }, suppress: [] },
      access: {
        add: { limits: [1, null, "x"] },
        suppress: ["auth_time"],
        addScopes: ["api/read"],
        suppressScopes: ["email"],
      },
      groups: undefined,
    });
  });

  test.each<["V1_0" | "V2_0", string, object]>([
    ["V1_0", "an array for a claim", { claimsOverrideDetails: { claimsToAddOrOverride: { desks: ["7"] } } }],
    ["V1_0", "a number for a claim", { claimsOverrideDetails: { claimsToAddOrOverride: { desk: 7 } } }],
    ["V1_0", "a text for a list", { claimsOverrideDetails: { claimsToSuppress: "email" } }],
    [
      "V2_0",
      "a scope with a blank",
      { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: ["a b"] } } },
    ],
    ["V2_0", "a text for the whole", { claimsAndScopeOverrideDetails: "none" }],
  ])("of %s is not understood with %s", async (version, _what, response) => {
    const { overrides } = asked(configured(version), responding(response));
    await expect(overrides).rejects.toMatchObject({ code: "InvalidLambdaResponseException" });
  });

  test("refuses", async () => {
    const { overrides } = asked(configured("V1_0"), () => ({
      kind: "error",
      errorType: "Error",
      errorMessage: "not now",
    }));
    await expect(overrides).rejects.toMatchObject({ message: "PreTokenGeneration failed with error not now." });
  });
});
