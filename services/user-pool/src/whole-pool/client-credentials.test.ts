import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { tokenRequest } from "../testing/sign-in.ts";
import { eventsSeen, responds, triggerArn, triggersDo } from "../testing/trigger.ts";
import { type configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const machine = { id: "3machine4client5of6tests7a", secret: "m4ch1nes3cr3t0f2four24characters" };
const scopes = ["rbac-api/admin", "rbac-api/user"];

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => withMachine(config));
});
afterEach(() => triggersDo());
afterAll(() => pool.stop());

const withMachine = (config: ReturnType<typeof configOf>) => ({
  ...config,
  UserPool: {
    ...config.UserPool,
    LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V3_0", LambdaArn: triggerArn } },
  },
  ResourceServers: [
    {
      Identifier: "rbac-api",
      Name: "rbac",
      Scopes: ["user", "admin", "other"].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
    },
  ],
  UserPoolClients: [
    ...config.UserPoolClients,
    {
      ClientId: machine.id,
      ClientName: "machine",
      ClientSecret: machine.secret,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: scopes,
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: "minutes" },
    },
  ],
});

const basic = { authorization: `Basic ${btoa(`${machine.id}:${machine.secret}`)}` };

const ask = async (form: Record<string, string> = {}, headers: Record<string, string> = basic) => {
  const response = await tokenRequest(pool, { grant_type: "client_credentials", ...form }, headers);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const scopeOf = ({ body }: { body: Record<string, unknown> }) => decodeJwt(String(body.access_token)).scope;

describe("client credentials", () => {
  test("give an access token of the client's own, with exactly Cognito's members and claims", async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 300, token_type: "Bearer" });
    const keys = createRemoteJWKSet(new URL(`${pool.url}/${poolId}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(body.access_token), keys);
    expect(payload).toEqual({
      sub: machine.id,
      client_id: machine.id,
      token_use: "access",
      scope: scopes.join(" "),
      iss: `${pool.url}/${poolId}`,
      version: 2,
      jti: expect.any(String),
      auth_time: payload.iat,
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 300,
    });
  });

  test("may come in the form as well as by Basic", async () => {
    const form = { client_id: machine.id, client_secret: machine.secret };
    expect((await ask(form, {})).status).toBe(200);
  });

  test("narrow to the scopes that are asked for, and pass over those that are not the client's", async () => {
    expect(scopeOf(await ask({ scope: "rbac-api/user" }))).toBe("rbac-api/user");
    expect(scopeOf(await ask({ scope: "rbac-api/other rbac-api/user openid" }))).toBe("rbac-api/user");
  });

  test.each<[string, Record<string, string>, Record<string, string>, string]>([
    ["no scope of the client's", { scope: "rbac-api/other" }, basic, "invalid_scope"],
    ["scopes of users", { scope: "openid aws.cognito.signin.user.admin" }, basic, "invalid_scope"],
    ["no secret", { client_id: machine.id }, {}, "invalid_client"],
    ["a wrong secret", { client_id: machine.id, client_secret: `${machine.secret}x` }, {}, "invalid_client"],
    ["metadata that is no JSON", { aws_client_metadata: "{" }, basic, "invalid_request"],
    ["metadata that is no object of strings", { aws_client_metadata: '{"a":1}' }, basic, "invalid_request"],
  ])("with %s are refused", async (_what, form, headers, error) => {
    expect(await ask(form, headers)).toEqual({ status: 400, body: { error } });
  });

  test("ask the pool's function of the third version, with the request's metadata", async () => {
    const accessTokenGeneration = { claimsToAddOrOverride: { tenant: "t1", sub: "x" }, scopesToAdd: ["api/read"] };
    const details = { claimsAndScopeOverrideDetails: { accessTokenGeneration } };
    triggersDo({ TokenGeneration_ClientCredentials: responds(details) });
    const { body } = await ask({ scope: "rbac-api/user", aws_client_metadata: '{"a":"1"}' });
    const [event] = eventsSeen();
    expect(event).toMatchObject({
      triggerSource: "TokenGeneration_ClientCredentials",
      version: "3",
      callerContext: { clientId: machine.id },
      request: { scopes: ["rbac-api/user"], clientMetadata: { a: "1" } },
    });
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      tenant: "t1",
      sub: machine.id,
      scope: "rbac-api/user api/read",
    });
  });

  test("that the function refuses are refused", async () => {
    const refuses = () => {
      throw new Error("not today");
    };
    triggersDo({ TokenGeneration_ClientCredentials: refuses });
    expect(await ask()).toEqual({
      status: 400,
      body: { error: "invalid_request", error_description: "PreTokenGeneration failed with error not today." },
    });
  });

  test("are good for no user's matter: userInfo and the JSON API refuse the token", async () => {
    const token = String((await ask()).body.access_token);
    const info = await fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
    expect(info.status).toBe(401);
    const answer = await fetch(pool.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
      },
      body: JSON.stringify({ AccessToken: token }),
    });
    expect(await answer.json()).toMatchObject({ __type: "NotAuthorizedException" });
  });

  test("do not let their client sign users in", async () => {
    const query = new URLSearchParams({
      client_id: machine.id,
      response_type: "code",
      redirect_uri: "https://a.example",
    });
    const response = await fetch(`${pool.url}/oauth2/authorize?${query}`, { redirect: "manual" });
    expect(response.headers.get("location")).toBe(`/error?error=redirect_mismatch&client_id=${machine.id}`);
  });
});
