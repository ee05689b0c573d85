import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateGroupCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from "jose";
import { newBrowser } from "../testing/browser.ts";
import { nativeClient, startNativePool } from "../testing/native-pool.ts";
import { authorizeUrl, sentTo, type TokenAnswer, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, poolId, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
let keys: ReturnType<typeof createRemoteJWKSet>;
beforeAll(async () => {
  pool = await startNativePool();
  keys = createRemoteJWKSet(new URL(`${pool.url}/${poolId}/.well-known/jwks.json`));
});
afterAll(() => pool.stop());

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const automaticGroup = `${poolId}_CorpSAML`;

/** Verifies both tokens as any verifier would. */
const read = async ({ id_token, access_token }: Pick<TokenAnswer, "id_token" | "access_token">) => {
  const [id, access] = await Promise.all([id_token, access_token].map((token) => jwtVerify(token, keys)));
  if (!id || !access) throw new Error("there must be two tokens");
  return { id: id.payload, access: access.payload, headers: [id.protectedHeader, access.protectedHeader] };
};

const signIn = async (nameId: string, request?: Readonly<Record<string, string>>) => {
  const answer = await tokensFor(pool, { response: { nameId }, ...(request ? { request } : {}) });
  return { refreshToken: answer.refresh_token, ...(await read(answer)) };
};

const refreshed = async (refresh_token: string) => {
  const answer = await tokenRequest(pool, { grant_type: "refresh_token", refresh_token, client_id: clientId });
  return read((await answer.json()) as TokenAnswer);
};

const identity = (userId: string, primary: boolean) => ({
  userId,
  providerName: "CorpSAML",
  providerType: "SAML",
  issuer: pool.idp.entityId,
  primary: String(primary),
  dateCreated: expect.stringMatching(/^\d{13}$/),
});

/** The id token of a user whom the provider calls so, at a client whose id tokens live for 20 minutes. */
const idClaims = (userId: string, iat: number) => ({
  at_hash: expect.stringMatching(/^[\w-]{22}$/),
  sub: uuid,
  "cognito:groups": [automaticGroup],
  email_verified: false,
  iss: `${pool.url}/${poolId}`,
  "cognito:username": `CorpSAML_${userId}`,
  origin_jti: uuid,
  aud: clientId,
  identities: [identity(userId, true)],
  token_use: "id",
  auth_time: expect.any(Number),
  exp: iat + 1200,
  iat,
  jti: uuid,
  email: userId,
  given_name: "Alice",
  "custom:groups": "[traders,night%2C+shift]",
});

const accessClaims = (userId: string, iat: number) => ({
  sub: uuid,
  "cognito:groups": [automaticGroup],
  iss: `${pool.url}/${poolId}`,
  version: 2,
  client_id: clientId,
  origin_jti: uuid,
  token_use: "access",
  scope: "aws.cognito.signin.user.admin email openid profile",
  auth_time: expect.any(Number),
  exp: iat + 600,
  iat,
  jti: uuid,
  username: `CorpSAML_${userId}`,
});

const issuedAt = ({ iat }: JWTPayload) => iat ?? 0;

describe("all claims of", () => {
  test("a federated user, and the headers of both tokens", async () => {
    const { id, access, headers } = await signIn("federated@example.com", { nonce: "n-1" });
    expect(id).toEqual({ ...idClaims("federated@example.com", issuedAt(id)), nonce: "n-1" });
    expect(access).toEqual(accessClaims("federated@example.com", issuedAt(access)));
    expect([access.sub, access.origin_jti]).toEqual([id.sub, id.origin_jti]);
    expect(access.jti).not.toBe(id.jti);
    for (const header of headers)
      expect(header).toEqual({ kid: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/), alg: "RS256" });
    expect(headers[0]?.kid).not.toBe(headers[1]?.kid);
  });

  test("a federated user whose tokens were refreshed", async () => {
    const first = await signIn("refreshed@example.com", { nonce: "n-1" });
    const { id, access } = await refreshed(first.refreshToken);
    expect(id).toEqual(idClaims("refreshed@example.com", issuedAt(id)));
    expect(access).toEqual(accessClaims("refreshed@example.com", issuedAt(access)));
    for (const claim of ["sub", "origin_jti", "auth_time"]) expect(id[claim]).toBe(first.id[claim]);
    expect(id.jti).not.toBe(first.id.jti);
  });

  test("a user with a password, who signs in over the JSON API", async () => {
    const [Username, Password] = ["native", "Correct-Horse-7"];
    const email = "native@example.com";
    const UserAttributes = Object.entries({ email, email_verified: "true" }).map(([Name, Value]) => ({ Name, Value }));
    const named = { UserPoolId: poolId, Username };
    await pool.sdk.send(
      new AdminCreateUserCommand({ ...named, UserAttributes, TemporaryPassword: Password, MessageAction: "SUPPRESS" }),
    );
    await pool.sdk.send(new AdminSetUserPasswordCommand({ ...named, Password, Permanent: true }));
    const AuthParameters = { USERNAME: Username, PASSWORD: Password };
    const { AuthenticationResult: { IdToken = "", AccessToken = "" } = {} } = await pool.sdk.send(
      new InitiateAuthCommand({ ClientId: nativeClient, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
    );
    const { id, access } = await read({ id_token: IdToken, access_token: AccessToken });
    const both = {
      sub: uuid,
      iss: `${pool.url}/${poolId}`,
      origin_jti: uuid,
      event_id: uuid,
      auth_time: expect.any(Number),
      jti: uuid,
    };
    const times = ({ iat = 0 }: JWTPayload) => ({ iat, exp: iat + 3600 });
    expect(id).toEqual({
      ...both,
      ...times(id),
      aud: nativeClient,
      token_use: "id",
      "cognito:username": Username,
      email,
      email_verified: true,
    });
    expect(access).toEqual({
      ...both,
      ...times(access),
      client_id: nativeClient,
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      username: Username,
    });
    expect([access.sub, access.event_id]).toEqual([id.sub, id.event_id]);
  });

  test("a user with groups and roles", async () => {
    const nameId = "grouped@example.com";
    const { refreshToken } = await signIn(nameId);
    const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    for (const [GroupName, Precedence] of [["auditors", 5] as const, ["traders", 1] as const]) {
      await pool.sdk.send(
        new CreateGroupCommand({ UserPoolId: poolId, GroupName, Precedence, RoleArn: role(GroupName) }),
      );
      await pool.sdk.send(
        new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: `CorpSAML_${nameId}`, GroupName }),
      );
    }
    const { id, access } = await refreshed(refreshToken);
    const groups = { "cognito:groups": ["traders", "auditors", automaticGroup] };
    const roles = {
      "cognito:roles": [role("traders"), role("auditors")],
      "cognito:preferred_role": role("traders"),
    };
    expect(id).toEqual({ ...idClaims(nameId, issuedAt(id)), ...groups, ...roles });
    expect(access).toEqual({ ...accessClaims(nameId, issuedAt(access)), ...groups });
  });

  test("a user to whom another identity is linked, whichever signs in", async () => {
    const [owner, nameId] = ["owner@example.com", "linked@example.com"];
    const { id: first } = await signIn(owner);
    await pool.admin("user_pool.identities").insert({
      pool_id: poolId,
      provider: "CorpSAML",
      provider_user_id: nameId,
      username: `CorpSAML_${owner}`,
      is_primary: false,
      created_at: new Date(),
    });
    const { id, access } = await signIn(nameId, { nonce: "n-1" });
    expect(id).toEqual({
      ...idClaims(owner, issuedAt(id)),
      sub: first.sub,
      nonce: "n-1",
      // Mapped attributes are those of whoever signed in last.
      email: nameId,
      identities: [identity(owner, true), identity(nameId, false)],
    });
    expect(access).toEqual({ ...accessClaims(owner, issuedAt(access)), sub: first.sub });
  });
});

describe("case 8: the nonce", () => {
  test("is made by the pool where the provider signs somebody in without one of the application's", async () => {
    const { id } = await signIn("nonce@example.com");
    expect(id.nonce).toMatch(/^[\w-]{171}$/);
    expect((await signIn("nonce@example.com")).id.nonce).not.toBe(id.nonce);
  });

  test("is none where the session signs in", async () => {
    const browser = newBrowser();
    await tokensFor(pool, { browser, response: { nameId: "nonce@example.com" } });
    const code = sentTo(await browser.get(authorizeUrl(pool.url))).get("code") ?? "";
    const form = { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback };
    const { id_token } = (await (await tokenRequest(pool, form)).json()) as TokenAnswer;
    expect(decodeJwt(id_token)).not.toHaveProperty("nonce");
    expect(decodeJwt(id_token)).toMatchObject({ email: "nonce@example.com" });
  });
});
