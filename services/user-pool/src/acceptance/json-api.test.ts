import {
  AdminGetUserCommand,
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl, codeFor } from "../testing/sign-in.ts";
import { callback, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const UserPoolId = poolId;
const authorization = "AWS4-HMAC-SHA256 Credential=any/20261123/us-east-1/cognito-idp/aws4_request";

const call = (operation: string, body: string) =>
  fetch(`${pool.url}/`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      authorization,
    },
  });

describe("11.23 the wire", () => {
  test.each<[string, string, string]>([
    ["ResourceNotFoundException", "DescribeUserPool", '{"UserPoolId":"us-east-1_Unknown12"}'],
    ["UserNotFoundException", "AdminGetUser", `{"UserPoolId":"${poolId}","Username":"nobody"}`],
    ["InvalidParameterException", "AdminGetUser", '{"UserPoolId":"no pool id","Username":"nobody"}'],
    ["NotAuthorizedException", "GetUser", '{"AccessToken":"nonsense"}'],
    ["SerializationException", "GetUser", "{"],
    ["UnknownOperationException", "NoSuchOperation", "{}"],
  ])("11.23 %s is 400, with __type in the body and in the header", async (type, operation, body) => {
    const answer = await call(operation, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: type, message: expect.any(String) });
    expect(answer.headers.get("x-amzn-errortype")?.replace(/:.*/, "")).toBe(type);
    expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[\da-f-]{36}$/);
  });

  test("11.23 dates are numbers of seconds", async () => {
    await codeFor(pool);
    const username = "CorpSAML_alice@example.com";
    const answer = await call("AdminGetUser", JSON.stringify({ UserPoolId, Username: username }));
    const { UserCreateDate, UserLastModifiedDate } = (await answer.json()) as Record<string, number>;
    for (const date of [UserCreateDate, UserLastModifiedDate])
      expect(Math.abs(Date.now() / 1_000 - Number(date))).toBeLessThan(600);
    expect([typeof UserCreateDate, typeof UserLastModifiedDate]).toEqual(["number", "number"]);
    const user = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId, Username: username }));
    expect(user.UserCreateDate).toBeInstanceOf(Date);
  });
});

describe("11.24 app clients", () => {
  const settings = {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code" as const],
    AllowedOAuthScopes: ["openid", "email"],
    CallbackURLs: [callback],
    SupportedIdentityProviders: ["CorpSAML"],
  };

  test("11.24 are replaced as a whole by UpdateUserPoolClient: CallbackURLs that are left out are gone", async () => {
    const given = { UserPoolId, ClientName: "replaced", ...settings };
    const { UserPoolClient } = await pool.sdk.send(new CreateUserPoolClientCommand(given));
    const id = { UserPoolId, ClientId: UserPoolClient?.ClientId };
    const asked = { client_id: id.ClientId, scope: "openid email" };
    expect(await codeFor(pool, { request: asked })).toEqual(expect.any(String));
    await pool.sdk.send(new UpdateUserPoolClientCommand({ ...id, ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"] }));
    const described = await pool.sdk.send(new DescribeUserPoolClientCommand(id));
    expect(described.UserPoolClient?.CallbackURLs ?? []).toEqual([]);
    await pool.sdk.send(
      new UpdateUserPoolClientCommand({ ...id, ...settings, CallbackURLs: ["https://app.example.com/other"] }),
    );
    const refused = locationOf(await newBrowser().get(authorizeUrl(pool.url, asked)));
    expect(refused).toBe(`/error?error=redirect_mismatch&client_id=${id.ClientId}`);
  });

  test("11.24 with a provider that the pool does not have are refused in Cognito's words", async () => {
    const given = { UserPoolId, ClientName: "unknown", ...settings, SupportedIdentityProviders: ["Nobody"] };
    expect(await thrown(pool.sdk.send(new CreateUserPoolClientCommand(given)))).toEqual([
      "InvalidParameterException",
      `The provider Nobody does not exist for User Pool ${poolId}.`,
      400,
    ]);
  });
});
