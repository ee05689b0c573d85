import { createHmac } from "node:crypto";
import {
  AdminGetUserCommand,
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { sdkOf, thrown } from "../testing/sdk.ts";
import { authorizeUrl, codeFor, tokensFor } from "../testing/sign-in.ts";
import {
  callback,
  clientId,
  poolId,
  rotatingClient,
  secretClient,
  startUserPool,
  type TestUserPool,
} from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const call = async (operation: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${pool.url}/`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
  });
  return { response, body: (await response.json()) as Record<string, unknown> };
};

const signed = { authorization: "AWS4-HMAC-SHA256 Credential=any/20261123/us-east-1/cognito-idp/aws4_request" };

describe("GetUser", () => {
  test("tells whose an access token is", async () => {
    const { access_token, id_token } = await tokensFor(pool);
    const { Username, UserAttributes } = await pool.sdk.send(new GetUserCommand({ AccessToken: access_token }));
    expect(Username).toBe("CorpSAML_alice@example.com");
    const attributes = Object.fromEntries((UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
    expect(attributes).toMatchObject({
      sub: decodeJwt(id_token).sub,
      email: "alice@example.com",
      email_verified: "false",
      "custom:groups": "[traders,night%2C+shift]",
    });
    expect(JSON.parse(attributes.identities ?? "")).toEqual([
      expect.objectContaining({ providerName: "CorpSAML", primary: true, dateCreated: expect.any(Number) }),
    ]);
  });

  test.each<[string, () => Promise<string>, string]>([
    ["nonsense", async () => "nonsense", "Invalid Access Token"],
    ["an id token", async () => (await tokensFor(pool)).id_token, "Invalid Access Token"],
    [
      "a token with another payload",
      async () => (await tokensFor(pool)).access_token.replace(/\.\w/, ".f"),
      "Invalid Access Token",
    ],
    [
      "a token without the scope",
      async () => (await tokensFor(pool, { request: { scope: "openid" } })).access_token,
      "Access Token does not have required scopes",
    ],
  ])("refuses %s", async (_what, token, message) => {
    const AccessToken = await token();
    expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })))).toEqual([
      "NotAuthorizedException",
      message,
      400,
    ]);
  });

  test("refuses a token of a user who is no more, or not any more welcome", async () => {
    const { access_token: AccessToken } = await tokensFor(pool, { response: { nameId: "leaver@example.com" } });
    const leaver = pool.admin("user_pool.users").where({ username: "CorpSAML_leaver@example.com" });
    await leaver.clone().update({ enabled: false });
    expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })))).toEqual([
      "NotAuthorizedException",
      "User is disabled.",
      400,
    ]);
    await leaver.clone().delete();
    const [name] = await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })));
    expect(["UserNotFoundException", "NotAuthorizedException"]).toContain(name);
  });
});

describe("revocation", () => {
  test("case 18: RevokeToken ends GetUser, and says nothing of unknown tokens", async () => {
    const { access_token: AccessToken, refresh_token: Token } = await tokensFor(pool);
    await pool.sdk.send(new GetUserCommand({ AccessToken }));
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token }));
    const refused = ["NotAuthorizedException", "Access Token has been revoked", 400];
    expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })))).toEqual(refused);
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token }));
    const AuthParameters = { REFRESH_TOKEN: Token };
    const refresh = new InitiateAuthCommand({ AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: clientId, AuthParameters });
    expect(await thrown(pool.sdk.send(refresh))).toEqual([
      "NotAuthorizedException",
      "Refresh Token has been revoked",
      400,
    ]);
  });

  test("RevokeToken takes refresh tokens alone, and the client's secret in clear", async () => {
    const { access_token } = await tokensFor(pool);
    const ofAccess = new RevokeTokenCommand({ ClientId: clientId, Token: access_token });
    expect((await thrown(pool.sdk.send(ofAccess)))[0]).toBe("UnsupportedTokenTypeException");
    const withoutSecret = new RevokeTokenCommand({ ClientId: secretClient.id, Token: "a.b.c.d.e" });
    expect((await thrown(pool.sdk.send(withoutSecret)))[0]).toBe("UnauthorizedException");
    const { id: ClientId, secret: ClientSecret } = secretClient;
    await pool.sdk.send(new RevokeTokenCommand({ ClientId, ClientSecret, Token: "a.b.c.d.e" }));
  });

  test("case 19: GlobalSignOut ends all tokens and leaves the browser's session; a new sign-in works at once", async () => {
    const browser = newBrowser();
    const nameId = "global@example.com";
    const elsewhere = await tokensFor(pool, { request: { client_id: rotatingClient }, response: { nameId } });
    const { access_token: AccessToken } = await tokensFor(pool, { browser, response: { nameId } });
    const bystander = await tokensFor(pool);
    await pool.sdk.send(new GlobalSignOutCommand({ AccessToken }));
    for (const token of [AccessToken, elsewhere.access_token])
      expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken: token })))).toEqual([
        "NotAuthorizedException",
        "Access Token has been revoked",
        400,
      ]);
    await pool.sdk.send(new GetUserCommand({ AccessToken: bystander.access_token }));
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toMatch(
      /^https:\/\/app\.example\.com\/callback\?code=/,
    );
    const again = await tokensFor(pool, { response: { nameId } });
    await pool.sdk.send(new GetUserCommand({ AccessToken: again.access_token }));
    await browser.get(`${pool.url}/logout?client_id=${clientId}&logout_uri=https://app.example.com/goodbye`);
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
  });
});

describe("refreshing", () => {
  test.each(["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"] as const)(
    "InitiateAuth %s gives no refresh token",
    async (AuthFlow) => {
      const { refresh_token, access_token } = await tokensFor(pool);
      const AuthParameters = { REFRESH_TOKEN: refresh_token };
      const answer = await pool.sdk.send(new InitiateAuthCommand({ AuthFlow, ClientId: clientId, AuthParameters }));
      const result = answer.AuthenticationResult;
      expect(result).toMatchObject({ ExpiresIn: 600, TokenType: "Bearer", IdToken: expect.any(String) });
      expect(result?.RefreshToken).toBeUndefined();
      const claims = decodeJwt(result?.AccessToken ?? "");
      expect(claims.origin_jti).toBe(decodeJwt(access_token).origin_jti);
      expect(claims).not.toHaveProperty("version");
      expect(decodeJwt(result?.IdToken ?? "")).not.toHaveProperty("at_hash");
      await pool.sdk.send(new GetUserCommand({ AccessToken: result?.AccessToken }));
    },
  );

  test("InitiateAuth refuses other flows, unknown tokens and clients that rotate", async () => {
    const initiate = (AuthFlow: "USER_PASSWORD_AUTH" | "REFRESH_TOKEN_AUTH", ClientId: string) =>
      thrown(pool.sdk.send(new InitiateAuthCommand({ AuthFlow, ClientId, AuthParameters: { REFRESH_TOKEN: "r" } })));
    expect(await initiate("USER_PASSWORD_AUTH", clientId)).toEqual([
      "InvalidParameterException",
      "USER_PASSWORD_AUTH flow not enabled for this client",
      400,
    ]);
    expect((await initiate("REFRESH_TOKEN_AUTH", rotatingClient))[0]).toBe("InvalidParameterException");
    expect(await initiate("REFRESH_TOKEN_AUTH", clientId)).toEqual([
      "NotAuthorizedException",
      "Invalid Refresh Token",
      400,
    ]);
    expect((await initiate("REFRESH_TOKEN_AUTH", "unknown"))[0]).toBe("ResourceNotFoundException");
  });

  test("InitiateAuth wants the SECRET_HASH of a client with a secret", async () => {
    const { id: ClientId, secret } = secretClient;
    const code = await codeFor(pool, { request: { client_id: ClientId } });
    const redeemed = await fetch(`${pool.url}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: callback,
        client_id: ClientId,
        client_secret: secret,
      }),
    });
    const { refresh_token } = (await redeemed.json()) as { refresh_token: string };
    const initiate = (hash: object) =>
      pool.sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "REFRESH_TOKEN_AUTH",
          ClientId,
          AuthParameters: { REFRESH_TOKEN: refresh_token, ...hash },
        }),
      );
    const hashOf = (key: string) =>
      createHmac("sha256", key).update(`CorpSAML_alice@example.com${ClientId}`).digest("base64");
    await initiate({ SECRET_HASH: hashOf(secret) });
    expect((await thrown(initiate({ SECRET_HASH: hashOf("another") })))[0]).toBe("NotAuthorizedException");
    expect((await thrown(initiate({})))[1]).toContain("SECRET_HASH was not received");
  });

  test("case 17: GetTokensFromRefreshToken rotates, and reuse is a RefreshTokenReuseException", async () => {
    const { refresh_token } = await tokensFor(pool, { request: { client_id: rotatingClient } });
    const get = (RefreshToken: string) =>
      pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: rotatingClient, RefreshToken }));
    const { AuthenticationResult } = await get(refresh_token);
    expect(AuthenticationResult?.RefreshToken).toMatch(/^eyJjdHki/);
    expect(await thrown(get(refresh_token))).toEqual([
      "RefreshTokenReuseException",
      "Refresh token reuse detected",
      400,
    ]);
    await get(AuthenticationResult?.RefreshToken ?? "");
  });

  test("GetTokensFromRefreshToken without rotation gives no refresh token", async () => {
    const { refresh_token: RefreshToken } = await tokensFor(pool);
    const answer = await pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken }));
    expect(answer.AuthenticationResult?.RefreshToken).toBeUndefined();
  });
});

describe("administration", () => {
  const names = ["anna", "berta", "clara", "dora", "emma"].map((name) => `CorpSAML_${name}@list.example.com`);
  beforeAll(async () => {
    for (const username of names) await tokensFor(pool, { response: { nameId: username.replace("CorpSAML_", "") } });
  });

  test("case 23: AdminGetUser tells of a federated user, with dates that are numbers on the wire", async () => {
    const Username = names[0];
    const user = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }));
    expect(user).toMatchObject({ Username, UserStatus: "EXTERNAL_PROVIDER", Enabled: true });
    expect(Math.abs(Date.now() - (user.UserCreateDate?.getTime() ?? 0))).toBeLessThan(60_000);
    expect(user).not.toHaveProperty("UserMFASettingList");
    const { body } = await call("AdminGetUser", JSON.stringify({ UserPoolId: poolId, Username }), signed);
    expect(typeof body.UserCreateDate).toBe("number");
  });

  test("AdminGetUser does not find a user by sub, or of an unknown pool", async () => {
    const get = (UserPoolId: string, Username: string) =>
      thrown(pool.sdk.send(new AdminGetUserCommand({ UserPoolId, Username })));
    expect(await get(poolId, "CorpSAML_nobody")).toEqual(["UserNotFoundException", "User does not exist.", 400]);
    expect(await get("us-east-1_Unknown12", "x")).toEqual([
      "ResourceNotFoundException",
      "User pool us-east-1_Unknown12 does not exist.",
      400,
    ]);
  });

  const list = async (input: object) => pool.sdk.send(new ListUsersCommand({ UserPoolId: poolId, ...input }));
  const found = async (Filter: string) => ((await list({ Filter })).Users ?? []).map(({ Username }) => Username);

  test("ListUsers goes through all pages, each user once", async () => {
    const seen: unknown[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await list({ Filter: 'email ^= ""', Limit: 2, PaginationToken });
      expect(page.Users?.length).toBeLessThanOrEqual(2);
      seen.push(...(page.Users ?? []).map(({ Username }) => Username));
      PaginationToken = page.PaginationToken;
    } while (PaginationToken);
    expect(seen).toEqual(expect.arrayContaining(names));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test.each<[string, readonly string[]]>([
    ['email = "anna@list.example.com"', names.slice(0, 1)],
    ['email ^= "berta"', names.slice(1, 2)],
    ['username = "CorpSAML_clara@list.example.com"', names.slice(2, 3)],
    ['username = "corpsaml_clara@list.example.com"', []],
    ['username ^= "CorpSAML_dora"', names.slice(3, 4)],
    ['given_name = "alice"', []],
    ['username ^= "CorpSAML_%"', []],
    ['status = "disabled"', []],
    ['cognito:user_status = "CONFIRMED"', []],
    [`email = "x' or true --"`, []],
  ])("ListUsers finds by %s", async (filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  test("ListUsers finds all by what all are", async () => {
    for (const filter of ['status = "Enabled"', 'cognito:user_status = "external_provider"'])
      expect(await found(filter)).toEqual(expect.arrayContaining(names));
  });

  test.each([
    ["email", "Error while parsing filter"],
    ['email > "a"', "Error while parsing filter"],
    ['custom:groups = "a"', "Invalid search attribute: custom:groups"],
    ['constructor = "a"', "Invalid search attribute: constructor"],
  ])("ListUsers refuses the filter %s", async (Filter, message) => {
    expect(await thrown(list({ Filter }))).toEqual(["InvalidParameterException", message, 400]);
  });

  test("the Describe operations tell what the file declares", async () => {
    const { UserPool } = await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    expect(UserPool).toMatchObject({ Id: poolId, Name: "tests", UsernameConfiguration: { CaseSensitive: true } });
    expect(UserPool?.SchemaAttributes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Name: "sub", Required: true, Mutable: false }),
        expect.objectContaining({ Name: "email", Required: true }),
        expect.objectContaining({ Name: "custom:desk", Mutable: false }),
      ]),
    );
    const client = await pool.sdk.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
    expect(client.UserPoolClient).toMatchObject({ ClientId: clientId, UserPoolId: poolId, AccessTokenValidity: 10 });
    expect(client.UserPoolClient?.CreationDate).toBeInstanceOf(Date);
    const provider = await pool.sdk.send(
      new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName: "CorpSAML" }),
    );
    expect(provider.IdentityProvider).toMatchObject({
      ProviderType: "SAML",
      ProviderDetails: { MetadataURL: pool.idp.metadataUrl, SSORedirectBindingURI: expect.stringContaining("/sso") },
      IdpIdentifiers: ["example.com"],
    });
  });
});

const unsupported = (name: string) =>
  `Operation ${name} is not supported by Gatehouse. docs/support-cognito.md lists those that are.`;

describe("case 23: the wire", () => {
  test("errors have status 400, the type in body and header, and a request id", async () => {
    const { response, body } = await call("GetUser", '{"AccessToken":"x"}');
    expect(response.status).toBe(400);
    expect(body).toEqual({ __type: "NotAuthorizedException", message: "Invalid Access Token" });
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(response.headers.get("x-amzn-errortype")).toBe("NotAuthorizedException:");
    expect(response.headers.get("x-amzn-errormessage")).toBe("Invalid Access Token");
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  test.each<[string, string, string, string, string]>([
    ["an unknown operation", "Nonsense", "{}", "UnknownOperationException", unsupported("Nonsense")],
    [
      "an operation of another tier",
      "StartUserImportJob",
      "{}",
      "UnknownOperationException",
      unsupported("StartUserImportJob"),
    ],
    ["a target without an operation", "", "{}", "UnknownOperationException", "Unknown operation."],
    ["an operation of Object.prototype", "constructor", "{}", "UnknownOperationException", unsupported("constructor")],
    ["what is not JSON", "GetUser", "{", "SerializationException", "The request is not a JSON object."],
    ["what is not an object", "GetUser", "[]", "SerializationException", "The request is not a JSON object."],
    [
      "a member of another type",
      "GetUser",
      '{"AccessToken":1}',
      "SerializationException",
      "accessToken has a value of another type.",
    ],
    [
      "a signed operation without a signature",
      "AdminGetUser",
      "{}",
      "MissingAuthenticationTokenException",
      "Missing Authentication Token",
    ],
    [
      "a member that is missing",
      "GetUser",
      "{}",
      "InvalidParameterException",
      "1 validation error detected: Value at 'accessToken' failed to satisfy constraint: Member must not be null",
    ],
    [
      "members against their constraints",
      "RevokeToken",
      '{"ClientId":"a b","Token":"x.y"}',
      "InvalidParameterException",
      "1 validation error detected: Value 'a b' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
    ],
  ])("%s", async (_what, operation, text, type, message) => {
    const { response, body } = await call(operation, text);
    expect(response.status).toBe(400);
    expect(body).toEqual({ __type: type, message });
  });

  test("a body that cannot be read is the client's fault", async () => {
    const tooLong = await call("GetUser", JSON.stringify({ AccessToken: "x".repeat(300_000) }));
    const notGzip = await call("GetUser", "{}", { "content-encoding": "gzip" });
    for (const { response, body } of [tooLong, notGzip]) {
      expect(response.status).toBe(400);
      expect(body).toEqual({ __type: "SerializationException", message: "The request cannot be read." });
      expect(response.headers.get("x-amzn-errortype")).toBe("SerializationException:");
    }
    expect((await call("GetUser", '{"AccessToken":"x"}')).body.__type).toBe("NotAuthorizedException");
  });

  test("a member that is null is as good as none", async () => {
    const asked = (Filter: unknown) => call("ListUsers", JSON.stringify({ UserPoolId: poolId, Filter }), signed);
    expect((await asked(null)).response.status).toBe(200);
    expect((await asked("nonsense")).response.status).toBe(400);
    const { body } = await call("DescribeUserPool", '{"UserPoolId":null}', signed);
    expect(body.message).toBe(
      "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
    );
  });

  test("several members against their constraints are told together, and those of a list by their place", async () => {
    const { body } = await call(
      "CreateGroup",
      JSON.stringify({ UserPoolId: poolId, GroupName: "a b", Precedence: -1 }),
      signed,
    );
    expect(body.message).toBe(
      "2 validation errors detected: Value 'a b' at 'groupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+; Value '-1' at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0",
    );
    const inList = JSON.stringify({ UserPoolId: poolId, ClientName: "app", AllowedOAuthScopes: ["openid", "a b"] });
    expect((await call("CreateUserPoolClient", inList, signed)).body.message).toMatch(
      /Value 'a b' at 'allowedOAuthScopes\.2\.member' failed to satisfy constraint/,
    );
  });

  test("dates are seconds since 1970 as JSON numbers, with a fraction, and there is a request id", async () => {
    const before = Date.now() / 1000;
    const { response, body } = await call("DescribeUserPool", JSON.stringify({ UserPoolId: poolId }), signed);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get("date")).not.toBeNull();
    const { CreationDate } = body.UserPool as { CreationDate: number };
    expect(typeof CreationDate).toBe("number");
    expect(Math.abs(before - CreationDate)).toBeLessThan(3_600);
  });

  test("an operation without an answer answers an empty object", async () => {
    const { access_token: AccessToken } = await tokensFor(pool, { response: { nameId: "empty@example.com" } });
    const { response, body } = await call("GlobalSignOut", JSON.stringify({ AccessToken }));
    expect([response.status, body]).toEqual([200, {}]);
  });

  test("any AWS signature will do, and nothing else", async () => {
    const asked = (authorization: string) =>
      call("DescribeUserPool", JSON.stringify({ UserPoolId: poolId }), { authorization });
    for (const other of ["Basic YTpi", "Bearer token", ""])
      expect((await asked(other)).body.__type).toBe("MissingAuthenticationTokenException");
    expect((await asked(signed.authorization)).response.status).toBe(200);
  });

  test("a page's script may read the answer, its errors and their types", async () => {
    const { response } = await call("GetUser", "{}", { origin: "https://app.example.com" });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-expose-headers")).toBe(
      "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
    );
  });

  test("an endpoint with a path keeps it", async () => {
    const client = sdkOf({ url: `${pool.url}/some/prefix` });
    const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    client.destroy();
    expect(UserPool?.Id).toBe(poolId);
    const preflight = (asked: string) =>
      fetch(`${pool.url}/some/prefix/`, {
        method: "OPTIONS",
        headers: { origin: "https://app.example.com", "access-control-request-headers": asked },
      });
    expect((await preflight("content-type,x-amz-target")).headers.get("access-control-allow-headers")).toBe(
      "content-type,x-amz-target",
    );
    expect((await preflight("content-type")).status).toBe(404);
    expect((await fetch(`${pool.url}/some/prefix/`, { method: "POST", body: "{}" })).status).toBe(404);
  });

  test("a pool id against its pattern is told as Cognito tells it", async () => {
    const { body } = await call("DescribeUserPool", '{"UserPoolId":"pool"}', signed);
    expect(body.message).toBe(
      "1 validation error detected: Value 'pool' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
    );
  });

  test("a browser's preflight is let through", async () => {
    const headers = {
      origin: "https://app.example.com",
      "access-control-request-headers": "x-amz-target,content-type",
    };
    const response = await fetch(`${pool.url}/`, { method: "OPTIONS", headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-headers")).toBe("x-amz-target,content-type");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-max-age")).toBe("172800");
  });
});

describe("while the database cannot be had", () => {
  test("GetUser fails as the service's fault, not the caller's", async () => {
    const { access_token: AccessToken } = await tokensFor(pool);
    await pool.admin.raw("alter table user_pool.users rename to users_gone");
    const down = await call("GetUser", JSON.stringify({ AccessToken }));
    await pool.admin.raw("alter table user_pool.users_gone rename to users");
    expect(down.response.status).toBe(500);
    expect(down.body).toEqual({ __type: "InternalErrorException", message: "Internal error." });
    expect((await call("GetUser", JSON.stringify({ AccessToken }))).response.status).toBe(200);
  });
});
