import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readPoolFile } from "./pool-file.ts";

const folder = mkdtempSync(join(tmpdir(), "pool-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const quoted = (name: string) => `"${arn(name)}"`;

const lines = `UserPool:
  Id: us-east-1_AbCdEfGh1
  PoolName: tests
  Schema:
    - { Name: email, Required: true }
    - { Name: groups }
UserPoolClients:
  - ClientId: 1client
    ClientName: web
    AllowedOAuthFlowsUserPoolClient: true
    AllowedOAuthFlows: [code]
    AllowedOAuthScopes: [openid]
    CallbackURLs: ["https://app.example.com/callback"]
    SupportedIdentityProviders: [CorpSAML]
IdentityProviders:
  - ProviderName: CorpSAML
    ProviderType: SAML
    ProviderDetails: { MetadataURL: "\${IDP_URL}/metadata" }
    AttributeMapping: { email: mail }
ResourceServers: [{ Identifier: api, Name: api, Scopes: [{ ScopeName: read, ScopeDescription: see }] }]
`.split("\n");

const functions = { file: "functions.yaml", arns: new Set([arn("sign-up")]) };

const read = (text: string, variables = { IDP_URL: "http://localhost:7000" }) => {
  const file = join(folder, "user-pool.yaml");
  writeFileSync(file, text);
  return readPoolFile(file, { variables, functions });
};

/** The file with line `number` replaced. */
const withLine = (number: number, ...replacement: string[]) =>
  lines.toSpliced(number - 1, 1, ...replacement).join("\n");

describe("the pool's file", () => {
  test("lists a provider with IDPInit beside SAML providers alone", () => {
    const details = '    ProviderDetails: { MetadataURL: "http://localhost/", IDPInit: "true" }';
    const file = (providers: string) =>
      lines.toSpliced(13, 1, `    SupportedIdentityProviders: [${providers}]`).toSpliced(17, 1, details).join("\n");
    expect(() => read(file("CorpSAML, COGNITO"))).toThrow(/line 14.*CorpSAML has IDPInit.*COGNITO/);
    expect(read(file("CorpSAML")).UserPoolClients).toHaveLength(1);
  });

  test("that Gatehouse comes with can be used", () => {
    const shipped = fileURLToPath(new URL("../../../../config/user-pool.yaml", import.meta.url));
    const variables = { GATEWAY_URL: "http://localhost:8080", IDP_URL: "http://localhost:7000" };
    const listed = { ...functions, arns: new Set([arn("gatehouse-idp-groups")]) };
    expect(readPoolFile(shipped, { variables, functions: listed }).UserPool.Id).toMatch(/^us-east-1_/);
  });

  test("is read with Cognito's defaults", () => {
    const { UserPoolClients, IdentityProviders } = read(lines.join("\n"));
    expect(UserPoolClients[0]).toMatchObject({ EnableTokenRevocation: true, PreventUserExistenceErrors: "LEGACY" });
    expect(IdentityProviders[0]?.ProviderDetails).toEqual({ MetadataURL: "http://localhost:7000/metadata" });
  });

  test("may name triggers whose functions are listed", () => {
    const config = `  LambdaConfig: { PreSignUp: ${quoted("sign-up")} }`;
    expect(read(withLine(3, "  PoolName: tests", config)).UserPool.LambdaConfig).toEqual({ PreSignUp: arn("sign-up") });
  });

  test("gives a client the scopes of its resource servers", () => {
    const { UserPoolClients } = read(withLine(12, "    AllowedOAuthScopes: [openid, api/read]"));
    expect(UserPoolClients[0]?.AllowedOAuthScopes).toEqual(["openid", "api/read"]);
  });

  test("names groups, in a pool that tells the cases apart also such as differ in case alone", () => {
    const { Groups } = read(
      withLine(20, "Groups: [{ GroupName: a, Description: first, Precedence: 0 }, { GroupName: A }]"),
    );
    expect(Groups).toEqual([{ GroupName: "a", Description: "first", Precedence: 0 }, { GroupName: "A" }]);
  });

  test("does not name two groups that differ in case alone in a pool that does not tell the cases apart", () => {
    const file = (...names: string[]) =>
      lines
        .with(19, `Groups: [${names.map((name) => `{ GroupName: ${name} }`).join(", ")}]`)
        .toSpliced(3, 0, "  UsernameConfiguration: { CaseSensitive: false }")
        .join("\n");
    expect(() => read(file("a", "A"))).toThrow(/line 21.*"a" is declared before/);
    expect(read(file("a", "B")).Groups).toHaveLength(2);
  });

  test("needs the variables that it names", () => {
    expect(() => read(lines.join("\n"), {} as never)).toThrow(/line 18: \$\{IDP_URL\} is not set/);
  });

  // [what, line, replacement, message]
  test.each<[string, number, string[], RegExp]>([
    ["an id without a region", 2, ["  Id: local_AbCdEfGh1"], /line 2, UserPool\.Id: expected a region/],
    ["an id of eight characters", 2, ["  Id: us-east-1_AbCdEfGh"], /line 2, UserPool\.Id/],
    ["a member that nobody knows", 3, ["  PoolName: tests", "  Colour: red"], /Unrecognized key: "Colour"/],
    [
      "a trigger whose function is not listed",
      3,
      ["  PoolName: tests", "  LambdaConfig:", `    PreSignUp: ${arn("none")}`],
      /line 5, UserPool\.LambdaConfig\.PreSignUp: functions\.yaml does not list the function .*:none/,
    ],
    [
      "a trigger with a version whose function is not listed",
      3,
      [
        "  PoolName: tests",
        `  LambdaConfig: { InboundFederation: { LambdaVersion: V1_0, LambdaArn: ${quoted("none")} } }`,
      ],
      /line 4, UserPool\.LambdaConfig\.InboundFederation\.LambdaArn: functions\.yaml does not list/,
    ],
    [
      "a trigger without an ARN",
      3,
      ["  PoolName: tests", "  LambdaConfig: { PreSignUp: sign-up }"],
      /line 4, UserPool\.LambdaConfig\.PreSignUp: expected the ARN/,
    ],
    [
      "a sender of its own",
      3,
      [
        "  PoolName: tests",
        `  LambdaConfig: { CustomEmailSender: { LambdaVersion: V1_0, LambdaArn: ${quoted("sign-up")} } }`,
      ],
      /line 4.*CustomEmailSender is not supported/,
    ],
    [
      "two functions for one trigger",
      3,
      [
        "  PoolName: tests",
        "  LambdaConfig:",
        `    PreTokenGenerationConfig: { LambdaVersion: V2_0, LambdaArn: ${quoted("sign-up")} }`,
        `    PreTokenGeneration: ${arn("other")}`,
      ],
      /line 6.*PreTokenGeneration: expected the LambdaArn of PreTokenGenerationConfig/,
    ],
    [
      "a required custom attribute",
      6,
      ["    - { Name: groups, Required: true }"],
      /line 6.*Required custom attributes/,
    ],
    ["an attribute twice", 6, ["    - { Name: email }"], /line 6.*"email" is declared before/],
    [
      "an attribute with too long a name",
      6,
      ["    - { Name: abcdefghijklmnopqrstu }"],
      /line 6.*at most 20 characters/,
    ],
    ["a client id with a blank", 8, ['  - ClientId: "a b"'], /line 8, UserPoolClients\[0\]\.ClientId/],
    [
      "a generated secret",
      9,
      ["    ClientName: web", "    GenerateSecret: true"],
      /line 10.*GenerateSecret is not supported/,
    ],
    ["a grant that nobody knows", 11, ["    AllowedOAuthFlows: [password]"], /line 11/],
    [
      "client credentials without a secret",
      11,
      ["    AllowedOAuthFlows: [client_credentials]"],
      /line 11.*client_credentials flow can not be selected if client does not have a client secret/,
    ],
    [
      "client credentials beside the code grant",
      11,
      ["    AllowedOAuthFlows: [code, client_credentials]"],
      /line 11.*client_credentials flow can not be selected along with code flow or implicit flow/,
    ],
    [
      "a scope that no resource server declares",
      12,
      ["    AllowedOAuthScopes: [api/write]"],
      /line 12.*expected one of .*openid, phone, profile, api\/read; received "api\/write"/,
    ],
    [
      "a resource server twice",
      20,
      ["ResourceServers:", "  - { Identifier: api, Name: one }", "  - { Identifier: api, Name: two }"],
      /line 22.*"api" is declared before/,
    ],
    [
      "a scope twice",
      20,
      [
        "ResourceServers:",
        "  - Identifier: api",
        "    Name: one",
        "    Scopes: [{ ScopeName: a, ScopeDescription: a }, { ScopeName: a, ScopeDescription: b }]",
      ],
      /line 23.*"a" is declared before/,
    ],
    ["a group twice", 20, ["Groups: [{ GroupName: a }, { GroupName: a }]"], /line 20.*"a" is declared before/],
    ["a group with a space", 20, ["Groups: [{ GroupName: a b }]"], /line 20.*expected a name without spaces/],
    ["a group with a negative precedence", 20, ["Groups: [{ GroupName: a, Precedence: -1 }]"], /line 20.*Precedence/],
    [
      "a group that Cognito makes by itself",
      20,
      ["Groups: [{ GroupName: us-east-1_AbCdEfGh1_CorpSAML }]"],
      /line 20.*groups that begin with us-east-1_AbCdEfGh1_ are made for the providers/,
    ],
    ["no callback URL", 13, ["    CallbackURLs: []"], /line 13.*at least one/],
    [
      "http to another machine",
      13,
      ['    CallbackURLs: ["http://app.example.com/"]'],
      /line 13.*http for localhost alone/,
    ],
    ["a fragment", 13, ['    CallbackURLs: ["https://app.example.com/#a"]'], /line 13/],
    ["a script as URL", 13, ['    CallbackURLs: ["javascript:alert(1)"]'], /line 13/],
    ["a relative URL", 13, ['    CallbackURLs: ["/callback"]'], /line 13/],
    [
      "an unknown provider",
      14,
      ["    SupportedIdentityProviders: [Nobody]"],
      /line 14.*The provider Nobody does not exist for User Pool us-east-1_AbCdEfGh1\./,
    ],
    [
      "a flow of its API that nobody knows",
      9,
      ["    ClientName: web", "    ExplicitAuthFlows: [ALLOW_ANYTHING]"],
      /line 10.*expected one of ALLOW_ADMIN_USER_PASSWORD_AUTH/,
    ],
    [
      "two ways to name users",
      3,
      ["  PoolName: tests", "  UsernameAttributes: [email]", "  AliasAttributes: [email]"],
      /line 5.*expected one of UsernameAttributes and AliasAttributes/,
    ],
    [
      "a second factor that is none",
      3,
      ["  PoolName: tests", "  MfaConfiguration: 'ON'"],
      /line 4.*expected EnabledMfas/,
    ],
    [
      "rotation beside REFRESH_TOKEN_AUTH",
      9,
      [
        "    ClientName: web",
        "    RefreshTokenRotation: { Feature: ENABLED }",
        "    ExplicitAuthFlows: [ALLOW_REFRESH_TOKEN_AUTH]",
      ],
      /line 11.*cannot be had with RefreshTokenRotation/,
    ],
    [
      "a grace over a minute",
      9,
      ["    ClientName: web", "    RefreshTokenRotation: { Feature: ENABLED, RetryGracePeriodSeconds: 61 }"],
      /line 10/,
    ],
    [
      "tokens of two days",
      9,
      ["    ClientName: web", "    AccessTokenValidity: 48"],
      /line 10.*expected 5 minutes to 1 day; received 172800 seconds/,
    ],
    [
      "refresh tokens of a minute",
      9,
      ["    ClientName: web", "    RefreshTokenValidity: 1", "    TokenValidityUnits: { RefreshToken: minutes }"],
      /1 hour to 3650 days; received 60 seconds/,
    ],
    ["a provider name with an underscore", 16, ["  - ProviderName: _Corp"], /line 16.*no leading underscore/],
    ["a provider name of two characters", 16, ["  - ProviderName: AB"], /line 16/],
    ["another type of provider", 17, ["    ProviderType: OIDC"], /line 17.*expected SAML; received "OIDC"/],
    ["metadata from nowhere", 18, ["    ProviderDetails: {}"], /line 18.*one of MetadataURL and MetadataFile/],
    [
      "an IDPInit that is neither true nor false",
      18,
      ['    ProviderDetails: { MetadataURL: "http://localhost/", IDPInit: "yes" }'],
      /line 18.*IDPInit.*expected "true" or "false"/,
    ],
    [
      "EncryptedResponses that is neither true nor false",
      18,
      ['    ProviderDetails: { MetadataURL: "http://localhost/", EncryptedResponses: "" }'],
      /line 18.*expected "true" or "false"/,
    ],
    [
      "an empty algorithm for requests",
      18,
      ['    ProviderDetails: { MetadataURL: "http://localhost/", RequestSigningAlgorithm: "" }'],
      /line 18.*RequestSigningAlgorithm.*expected rsa-sha256; received ""/,
    ],
    [
      "requests signed with SHA-1",
      18,
      ['    ProviderDetails: { MetadataURL: "http://localhost/", RequestSigningAlgorithm: rsa-sha1 }'],
      /line 18.*RequestSigningAlgorithm.*expected rsa-sha256; received "rsa-sha1"/,
    ],
    [
      "a switch that is no string",
      18,
      ['    ProviderDetails: { MetadataURL: "http://localhost/", IDPInit: false }'],
      /line 18/,
    ],
    ["metadata that are none", 18, ["    ProviderDetails: { MetadataFile: <nonsense/> }"], /line 18.*MetadataFile/],
    [
      "an attribute that is not declared",
      19,
      ["    AttributeMapping: { email: mail, custom:desk: desk }"],
      /line 19.*custom:desk is neither/,
    ],
    ["a mapped username", 19, ["    AttributeMapping: { username: mail }"], /line 19.*username is neither/],
  ])("with %s stops the start", (_what, line, replacement, message) => {
    expect(() => read(withLine(line, ...replacement))).toThrow(message);
  });
});
