import { describe, expect, test } from "@jest/globals";
import { clientOf, userPoolClient } from "./user-pool-client.ts";

const authFlows = (given: object) =>
  clientOf("us-east-1_AbCdEfGh1", userPoolClient.parse({ ClientId: "1client", ClientName: "app", ...given })).authFlows;

describe("ExplicitAuthFlows", () => {
  // [flows, what the client may do]
  test.each<[string[] | undefined, string[]]>([
    [undefined, ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]],
    [["ALLOW_USER_PASSWORD_AUTH"], ["ALLOW_USER_PASSWORD_AUTH"]],
    [
      ["ADMIN_NO_SRP_AUTH"],
      ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    ],
    [["CUSTOM_AUTH_FLOW_ONLY"], ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]],
    [
      ["USER_PASSWORD_AUTH"],
      ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
    ],
  ])("%j lets the client do %j", (ExplicitAuthFlows, expected) => {
    expect([...authFlows({ ExplicitAuthFlows })].sort()).toEqual(expected);
  });

  test.each([[undefined], [["USER_PASSWORD_AUTH"]]])("%j beside rotation lets nobody refresh without it", (flows) => {
    const rotating = authFlows({ ExplicitAuthFlows: flows, RefreshTokenRotation: { Feature: "ENABLED" } });
    expect(rotating).not.toContain("ALLOW_REFRESH_TOKEN_AUTH");
    expect(rotating).toContain("ALLOW_USER_SRP_AUTH");
  });
});
