import {
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  DeleteIdentityProviderCommand,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  GetUserCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { thrown } from "../testing/sdk.ts";
import { codeFor, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const UserPoolId = poolId;

const usable = {
  ClientName: "made by the API",
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code" as const],
  AllowedOAuthScopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
  CallbackURLs: [callback],
  SupportedIdentityProviders: ["CorpSAML"],
};

const create = async (given: Partial<CreateUserPoolClientCommandInput> = {}) => {
  const command = new CreateUserPoolClientCommand({ UserPoolId, ...usable, ...given });
  return (await pool.sdk.send(command)).UserPoolClient ?? {};
};
const update = async (ClientId: string | undefined, given: Partial<UpdateUserPoolClientCommandInput>) =>
  (await pool.sdk.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ...given }))).UserPoolClient ?? {};
const describeClient = async (ClientId: string | undefined) =>
  (await pool.sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient ?? {};
const remove = (ClientId: string | undefined) =>
  pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));

describe("CreateUserPoolClient", () => {
  test("makes a client with Cognito's defaults, with which a user signs in at once", async () => {
    const client = await create();
    expect(client).toMatchObject({
      ...usable,
      UserPoolId,
      ClientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: "LEGACY",
    });
    expect(client).not.toHaveProperty("ClientSecret");
    expect(await describeClient(client.ClientId)).toEqual(client);
    const { access_token: AccessToken } = await tokensFor(pool, { request: { client_id: client.ClientId ?? "" } });
    await pool.sdk.send(new GetUserCommand({ AccessToken }));
  });

  test("makes a secret if asked to, without which no code is redeemed", async () => {
    const client = await create({ GenerateSecret: true });
    expect(client.ClientSecret).toMatch(/^[a-z0-9]{51}$/);
    expect((await create({ GenerateSecret: true })).ClientSecret).not.toBe(client.ClientSecret);
    const redeem = async (secret: object) => {
      const client_id = client.ClientId ?? "";
      const code = await codeFor(pool, { request: { client_id } });
      const form = { grant_type: "authorization_code", code, redirect_uri: callback, client_id, ...secret };
      return (await tokenRequest(pool, form)).status;
    };
    expect(await redeem({})).toBe(400);
    expect(await redeem({ client_secret: client.ClientSecret })).toBe(200);
  });

  test("makes a client for machines, which needs a secret", async () => {
    await pool.sdk.send(
      new CreateResourceServerCommand({
        UserPoolId,
        Identifier: "machines",
        Name: "machines",
        Scopes: [{ ScopeName: "read", ScopeDescription: "see" }],
      }),
    );
    const machine = {
      ClientName: "machine",
      AllowedOAuthFlows: ["client_credentials" as const],
      AllowedOAuthScopes: ["machines/read"],
      CallbackURLs: [],
    };
    expect((await thrown(create(machine)))[0]).toBe("InvalidOAuthFlowException");
    expect(await create({ ...machine, GenerateSecret: true })).toMatchObject({ AllowedOAuthScopes: ["machines/read"] });
  });

  test("takes a secret that is given", async () => {
    const ClientSecret = "given".repeat(5);
    expect(await create({ ClientSecret })).toMatchObject({ ClientSecret });
    const [type, message] = await thrown(create({ ClientSecret: "given" }));
    expect(type).toBe("InvalidParameterException");
    expect(message).toBe(
      "1 validation error detected: Value at 'clientSecret' failed to satisfy constraint: Member must have length greater than or equal to 24",
    );
  });
});

type Refusal = [Partial<CreateUserPoolClientCommandInput>, string, RegExp, Partial<CreateUserPoolClientCommandInput>];

// [refused members, type, message, allowed members]
const refusals: Refusal[] = [
  [
    { SupportedIdentityProviders: ["CorpSAML", "Nobody"] },
    "InvalidParameterException",
    /^The provider Nobody does not exist for User Pool us-east-1_AbCdEfGh1\.$/,
    { SupportedIdentityProviders: ["CorpSAML", "OtherSAML"] },
  ],
  [
    { AllowedOAuthScopes: ["openid", "api/read"] },
    "ScopeDoesNotExistException",
    /api\/read/,
    { AllowedOAuthScopes: ["openid"] },
  ],
  [
    { AllowedOAuthFlows: ["code", "client_credentials"], GenerateSecret: true },
    "InvalidOAuthFlowException",
    /client_credentials flow can not be selected along with code flow or implicit flow/,
    { AllowedOAuthFlows: ["code", "implicit"] },
  ],
  [
    { AllowedOAuthFlows: ["client_credentials"] },
    "InvalidOAuthFlowException",
    /^client_credentials flow can not be selected if client does not have a client secret\.$/,
    { AllowedOAuthFlows: ["implicit"] },
  ],
  [
    { ExplicitAuthFlows: ["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"] },
    "InvalidParameterException",
    /cannot be had together with flows that begin with ALLOW_/,
    { ExplicitAuthFlows: ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"] },
  ],
  [
    { EnablePropagateAdditionalUserContextData: true },
    "InvalidParameterException",
    /threat protection is not supported/,
    { EnablePropagateAdditionalUserContextData: false },
  ],
  [
    { AnalyticsConfiguration: { ApplicationId: "a" } },
    "InvalidParameterException",
    /^AnalyticsConfiguration is not supported/,
    { AnalyticsConfiguration: undefined },
  ],
  [
    { AllowedOAuthFlows: ["none" as "code"] },
    "InvalidParameterException",
    /Value 'none' at 'allowedOAuthFlows\.1\.member' failed to satisfy constraint: Member must satisfy enum value set: \[code, implicit, client_credentials\]/,
    { AllowedOAuthFlows: [], CallbackURLs: [] },
  ],
  [
    { CallbackURLs: ["http://app.example.com/"] },
    "InvalidParameterException",
    /CallbackURLs\.0: expected an absolute URL/,
    { CallbackURLs: ["http://localhost:3000/"] },
  ],
  [{ CallbackURLs: [] }, "InvalidParameterException", /CallbackURLs: expected at least one/, {}],
  [
    { CallbackURLs: Array.from({ length: 101 }, (_, n) => `https://app.example.com/${n}`) },
    "InvalidParameterException",
    /at 'callbackURLs' failed to satisfy constraint: Member must have length less than or equal to 100/,
    { CallbackURLs: Array.from({ length: 100 }, (_, n) => `https://app.example.com/${n}`) },
  ],
  [
    { DefaultRedirectURI: "https://app.example.com/another" },
    "InvalidParameterException",
    /DefaultRedirectURI: expected one of CallbackURLs/,
    { DefaultRedirectURI: callback },
  ],
  [
    { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] },
    "InvalidParameterException",
    /expected one of ALLOW_ADMIN_USER_PASSWORD_AUTH/,
    { ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] },
  ],
  [
    { RefreshTokenRotation: { Feature: "ENABLED" }, ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] },
    "InvalidParameterException",
    /cannot be had with RefreshTokenRotation/,
    { RefreshTokenRotation: { Feature: "ENABLED" } },
  ],
  [
    { AccessTokenValidity: 48 },
    "InvalidParameterException",
    /AccessTokenValidity: expected 5 minutes to 1 day; received 172800 seconds/,
    { AccessTokenValidity: 24 },
  ],
  [
    { AccessTokenValidity: 86_401 },
    "InvalidParameterException",
    /Value '86401' at 'accessTokenValidity' failed to satisfy constraint/,
    { AccessTokenValidity: 86_400, TokenValidityUnits: { AccessToken: "seconds" } },
  ],
  [
    { WriteAttributes: ["custom:nothing"] },
    "InvalidParameterException",
    /^Invalid write attributes specified/,
    { WriteAttributes: ["email"] },
  ],
  [
    { ReadAttributes: ["email", "groups"] },
    "InvalidParameterException",
    /^Invalid read attributes specified/,
    { ReadAttributes: ["email", "custom:groups"] },
  ],
  [{ ClientName: "a/b" }, "InvalidParameterException", /at 'clientName' failed to satisfy/, { ClientName: "a b" }],
];

describe("what is refused", () => {
  test.each(refusals)("CreateUserPoolClient %j", async (refused, type, message, allowed) => {
    const [name, said] = await thrown(create(refused));
    expect([name, said]).toEqual([type, expect.stringMatching(message)]);
    await create(allowed);
  });

  test.each(refusals)("UpdateUserPoolClient %j, and nothing changes", async (refused, type, message, allowed) => {
    const client = await create();
    const [name, said] = await thrown(update(client.ClientId, { ...usable, ...refused }));
    expect([name, said]).toEqual([type, expect.stringMatching(message)]);
    expect(await describeClient(client.ClientId)).toEqual(client);
    await update(client.ClientId, { ...usable, ...allowed });
  });

  test("two ways to a secret at once", async () => {
    const both = { GenerateSecret: true, ClientSecret: "given".repeat(5) };
    expect((await thrown(create(both)))[0]).toBe("InvalidParameterException");
  });

  test("clients and pools that do not exist", async () => {
    const missing = ["ResourceNotFoundException", "User pool client unknown does not exist.", 400];
    expect(await thrown(update("unknown", usable))).toEqual(missing);
    expect(await thrown(remove("unknown"))).toEqual(missing);
    expect(await thrown(create({ UserPoolId: "us-east-1_Unknown12" }))).toEqual([
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown12 does not exist.",
      400,
    ]);
  });
});

describe("UpdateUserPoolClient", () => {
  test("case 24: replaces everything but the id, the secret and the name", async () => {
    const client = await create({ GenerateSecret: true, AccessTokenValidity: 2, LogoutURLs: [callback] });
    const updated = await update(client.ClientId, { AllowedOAuthFlowsUserPoolClient: true });
    expect(updated).toMatchObject({
      ClientId: client.ClientId,
      ClientName: client.ClientName,
      ClientSecret: client.ClientSecret,
      CreationDate: client.CreationDate,
    });
    for (const lost of ["AllowedOAuthFlows", "CallbackURLs", "LogoutURLs", "SupportedIdentityProviders"])
      expect(updated).not.toHaveProperty(lost);
    expect(updated).not.toHaveProperty("AccessTokenValidity");
    expect(await describeClient(client.ClientId)).toEqual(updated);
    await expect(codeFor(pool, { request: { client_id: client.ClientId ?? "" } })).rejects.toThrow();
    await update(client.ClientId, { ...usable, ClientName: "renamed" });
    expect(await describeClient(client.ClientId)).toMatchObject({ ClientName: "renamed" });
    await codeFor(pool, { request: { client_id: client.ClientId ?? "" } });
  });
});

test("case 24: a provider that was deleted while a client lists it spoils the client's later updates", async () => {
  const details = { ProviderType: "SAML" as const, ProviderDetails: { MetadataURL: pool.idp.metadataUrl } };
  const ProviderName = "ShortLived";
  await pool.sdk.send(new CreateIdentityProviderCommand({ UserPoolId, ProviderName, ...details }));
  const listed = { ...usable, SupportedIdentityProviders: ["CorpSAML", ProviderName] };
  const { ClientId } = await create(listed);
  await update(ClientId, listed);
  await pool.sdk.send(new DeleteIdentityProviderCommand({ UserPoolId, ProviderName }));
  expect(await describeClient(ClientId)).toMatchObject({ SupportedIdentityProviders: ["CorpSAML", ProviderName] });
  expect(await thrown(update(ClientId, listed))).toEqual([
    "InvalidParameterException",
    `The provider ShortLived does not exist for User Pool ${UserPoolId}.`,
    400,
  ]);
  await update(ClientId, usable);
});

describe("DeleteUserPoolClient", () => {
  test("ends the client with its tokens, and no other", async () => {
    const { ClientId } = await create();
    const { access_token: AccessToken } = await tokensFor(pool, { request: { client_id: ClientId ?? "" } });
    const bystander = await tokensFor(pool);
    await pool.sdk.send(new GetUserCommand({ AccessToken }));
    await remove(ClientId);
    expect((await thrown(describeClient(ClientId)))[0]).toBe("ResourceNotFoundException");
    expect((await thrown(remove(ClientId)))[0]).toBe("ResourceNotFoundException");
    expect((await thrown(pool.sdk.send(new GetUserCommand({ AccessToken }))))[0]).toBe("NotAuthorizedException");
    await pool.sdk.send(new GetUserCommand({ AccessToken: bystander.access_token }));
  });
});

describe("after another start", () => {
  test("what the API made is there, and what the file names is as the file says", async () => {
    const made = await create();
    const gone = await create();
    await remove(gone.ClientId);
    await update(clientId, { ...usable, ClientName: "changed" });
    await pool.restart();
    expect(await describeClient(made.ClientId)).toEqual(made);
    expect((await thrown(describeClient(gone.ClientId)))[0]).toBe("ResourceNotFoundException");
    expect(await describeClient(clientId)).toMatchObject({ ClientName: "public", AccessTokenValidity: 10 });
    await remove(clientId);
    expect((await thrown(describeClient(clientId)))[0]).toBe("ResourceNotFoundException");
    await pool.restart();
    expect(await describeClient(clientId)).toMatchObject({ ClientName: "public" });
  });

  test("a client that the file has named is the file's, and goes with its line", async () => {
    const made = await create();
    const { UserPoolId: _pool, CreationDate, LastModifiedDate, ...settings } = made;
    const config = configOf(pool.idp);
    await pool.restart({ config: { ...config, UserPoolClients: [...config.UserPoolClients, settings] } });
    expect(await describeClient(made.ClientId)).toEqual({ ...made, LastModifiedDate: expect.any(Date) });
    await pool.restart();
    expect((await thrown(describeClient(made.ClientId)))[0]).toBe("ResourceNotFoundException");
  });
});
