import {
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { clientId, poolId, rotatingClient, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => ({
    ...config,
    UserPool: {
      ...config.UserPool,
      Schema: [
        ...config.UserPool.Schema,
        { Name: "level", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" } },
        { Name: "since", AttributeDataType: "DateTime" },
        { Name: "code", StringAttributeConstraints: { MinLength: "2", MaxLength: "4" } },
      ],
    },
  }));
});
afterAll(() => pool.stop());

const userOf = (nameId: string) => ({ UserPoolId: poolId, Username: `CorpSAML_${nameId}` });

const attributesOf = async (nameId: string) => {
  const { UserAttributes } = await pool.sdk.send(new AdminGetUserCommand(userOf(nameId)));
  return Object.fromEntries((UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
};

const refresh = (refreshToken: string) =>
  pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId: clientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );

describe("AdminUpdateUserAttributes", () => {
  const nameId = "update@example.com";
  beforeAll(() => tokensFor(pool, { response: { nameId } }));

  const update = (...attributes: [string, string][]) =>
    pool.sdk.send(
      new AdminUpdateUserAttributesCommand({
        ...userOf(nameId),
        UserAttributes: attributes.map(([Name, Value]) => ({ Name, Value })),
      }),
    );

  test("writes attributes, which tokens then show", async () => {
    const { refresh_token } = await tokensFor(pool, { response: { nameId } });
    const before = await pool.sdk.send(new AdminGetUserCommand(userOf(nameId)));
    await update(["nickname", "Upsy"], ["custom:level", "7"]);
    expect(await attributesOf(nameId)).toMatchObject({ nickname: "Upsy", "custom:level": "7" });
    const after = await pool.sdk.send(new AdminGetUserCommand(userOf(nameId)));
    expect(after.UserLastModifiedDate?.getTime()).toBeGreaterThan(before.UserLastModifiedDate?.getTime() ?? Infinity);
    expect(after.UserCreateDate).toEqual(before.UserCreateDate);
    const { AuthenticationResult } = await refresh(refresh_token);
    expect(decodeJwt(AuthenticationResult?.IdToken ?? "")).toMatchObject({ nickname: "Upsy", "custom:level": "7" });
  });

  test("another address is not verified, unless the administrator says that it is", async () => {
    await update(["email", "one@example.com"], ["email_verified", "true"]);
    expect(await attributesOf(nameId)).toMatchObject({ email: "one@example.com", email_verified: "true" });
    await update(["email", "one@example.com"]);
    expect(await attributesOf(nameId)).toMatchObject({ email_verified: "true" });
    await update(["email", "two@example.com"]);
    expect(await attributesOf(nameId)).toMatchObject({ email: "two@example.com", email_verified: "false" });
  });

  test("a blank value deletes", async () => {
    await update(["locale", "en"], ["phone_number", "+15550100"]);
    await update(["locale", ""], ["phone_number", ""]);
    const attributes = await attributesOf(nameId);
    for (const name of ["locale", "phone_number", "phone_number_verified"]) expect(attributes).not.toHaveProperty(name);
  });

  // [attribute, refused, message, allowed]
  test.each<[string, string, string, [string, string]]>([
    ["custom:nothing", "x", "user.custom:nothing: Attribute does not exist in the schema.", ["custom:code", "abcd"]],
    ["level", "7", "user.level: Attribute does not exist in the schema.", ["custom:level", "7"]],
    ["__proto__", "x", "user.__proto__: Attribute does not exist in the schema.", ["profile", "x"]],
    ["custom:desk", "12", "user.custom:desk: Attribute cannot be updated.", ["custom:groups", "12"]],
    ["sub", "00000000-0000-4000-8000-000000000000", "user.sub: Attribute cannot be updated.", ["profile", "x"]],
    ["identities", "[]", "user.identities: Attribute cannot be updated.", ["profile", "x"]],
    ["email", "", "user.email: Required attribute cannot be deleted.", ["given_name", ""]],
    ["email", "nobody", "Invalid email address format.", ["email", "no@body.example"]],
    ["phone_number", "5550100", "Invalid phone number format.", ["phone_number", "+15550100"]],
    ["email_verified", "yes", "user.email_verified: true or false expected.", ["email_verified", "True"]],
    ["updated_at", "today", "user.updated_at: Number expected.", ["updated_at", "1720531919"]],
    ["custom:level", "0", "user.custom:level: Number must be no less than 1.", ["custom:level", "1"]],
    ["custom:level", "10", "user.custom:level: Number must be no greater than 9.", ["custom:level", "9"]],
    ["custom:since", "never", "user.custom:since: Date and time expected.", ["custom:since", "2026-11-23T00:00:00Z"]],
    ["custom:code", "a", "user.custom:code: String must be no shorter than 2 characters.", ["custom:code", "ab"]],
    ["custom:code", "abcde", "user.custom:code: String must be no longer than 4 characters.", ["custom:code", "abcd"]],
  ])("refuses %s %j and changes nothing", async (name, value, message, allowed) => {
    const before = await attributesOf(nameId);
    const [type, said, status] = await thrown(update(["zoneinfo", `${Math.random()}`], [name, value]));
    expect([type, said.trimEnd(), status]).toEqual(["InvalidParameterException", message, 400]);
    expect(await attributesOf(nameId)).toEqual(before);
    await update(allowed);
    expect((await attributesOf(nameId))[allowed[0]]).toBe(allowed[1] || undefined);
  });

  test.each([
    ["a value that is too long", "x".repeat(2_049), "length less than or equal to 2048", "x".repeat(2_048)],
    ["a value that no database holds", "a\0b", "well-formed text without NUL", "ab"],
    ["half of a character", "a\ud800", "well-formed text without NUL", "a\u{1f600}"],
  ])("refuses %s by its constraint", async (_what, refused, constraint, allowed) => {
    const [type, message] = await thrown(update(["profile", refused]));
    expect(type).toBe("InvalidParameterException");
    expect(message).toBe(
      `1 validation error detected: Value at 'userAttributes.1.member.value' failed to satisfy constraint: Member must ${constraint.startsWith("length") ? "have" : "be"} ${constraint}`,
    );
    await update(["profile", allowed]);
    expect(await attributesOf(nameId)).toMatchObject({ profile: allowed });
  });
});

describe("AdminDeleteUserAttributes", () => {
  const nameId = "delete@example.com";
  beforeAll(() => tokensFor(pool, { response: { nameId } }));

  const remove = (...UserAttributeNames: string[]) =>
    pool.sdk.send(new AdminDeleteUserAttributesCommand({ ...userOf(nameId), UserAttributeNames }));

  test("deletes what is there, and does not mind what is not", async () => {
    expect(await attributesOf(nameId)).toHaveProperty("custom:groups");
    await remove("custom:groups", "birthdate");
    expect(await attributesOf(nameId)).not.toHaveProperty("custom:groups");
  });

  test.each([
    ["email", "user.email: Required attribute cannot be deleted."],
    ["custom:desk", "user.custom:desk: Attribute cannot be updated."],
    ["groups", "user.groups: Attribute does not exist in the schema."],
  ])("refuses %s and deletes nothing", async (name, message) => {
    const before = await attributesOf(nameId);
    const [type, said] = await thrown(remove("given_name", name));
    expect([type, said.trimEnd()]).toEqual(["InvalidParameterException", message]);
    expect(await attributesOf(nameId)).toEqual(before);
    await remove("given_name");
  });
});

describe("AdminDisableUser and AdminEnableUser", () => {
  test("end all tokens and sign-ins, and let the user sign in again", async () => {
    const nameId = "disabled@example.com";
    const browser = newBrowser();
    const { access_token: AccessToken, refresh_token } = await tokensFor(pool, { browser, response: { nameId } });
    const bystander = await tokensFor(pool);
    await pool.sdk.send(new GetUserCommand({ AccessToken }));

    await pool.sdk.send(new AdminDisableUserCommand(userOf(nameId)));
    expect(await pool.sdk.send(new AdminGetUserCommand(userOf(nameId)))).toMatchObject({ Enabled: false });
    expect((await thrown(pool.sdk.send(new GetUserCommand({ AccessToken }))))[0]).toBe("NotAuthorizedException");
    expect(await thrown(refresh(refresh_token))).toEqual(["NotAuthorizedException", "User is disabled.", 400]);
    const form = { grant_type: "refresh_token", refresh_token, client_id: clientId };
    expect(await (await tokenRequest(pool, form)).json()).toMatchObject({ error: "invalid_grant" });
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
    expect(await tokensFor(pool, { response: { nameId } })).toEqual({ error: "invalid_grant" });
    await pool.sdk.send(new GetUserCommand({ AccessToken: bystander.access_token }));

    await pool.sdk.send(new AdminEnableUserCommand(userOf(nameId)));
    expect(await pool.sdk.send(new AdminGetUserCommand(userOf(nameId)))).toMatchObject({ Enabled: true });
    const revoked = ["NotAuthorizedException", "Access Token has been revoked", 400];
    expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })))).toEqual(revoked);
    const again = await tokensFor(pool, { response: { nameId } });
    await pool.sdk.send(new GetUserCommand({ AccessToken: again.access_token }));
    await refresh(again.refresh_token);
  });
});

describe("AdminUserGlobalSignOut", () => {
  test("ends all tokens at every client, and a new sign-in works at once", async () => {
    const response = { nameId: "signed-out@example.com" };
    const one = await tokensFor(pool, { response });
    const other = await tokensFor(pool, { response, request: { client_id: rotatingClient } });
    const bystander = await tokensFor(pool);
    await pool.sdk.send(new AdminUserGlobalSignOutCommand(userOf(response.nameId)));
    for (const { access_token: AccessToken } of [one, other])
      expect(await thrown(pool.sdk.send(new GetUserCommand({ AccessToken })))).toEqual([
        "NotAuthorizedException",
        "Access Token has been revoked",
        400,
      ]);
    expect((await thrown(refresh(one.refresh_token)))[1]).toBe("Refresh Token has been revoked");
    await pool.sdk.send(new GetUserCommand({ AccessToken: bystander.access_token }));
    const again = await tokensFor(pool, { response });
    await pool.sdk.send(new GetUserCommand({ AccessToken: again.access_token }));
  });
});

describe("AdminDeleteUser", () => {
  test("deletes the user with tokens and session; who comes again is somebody else", async () => {
    const response = { nameId: "deleted@example.com" };
    const browser = newBrowser();
    const { access_token: AccessToken, id_token, refresh_token } = await tokensFor(pool, { browser, response });
    await pool.sdk.send(new AdminDeleteUserCommand(userOf(response.nameId)));
    const missing = ["UserNotFoundException", "User does not exist.", 400];
    expect(await thrown(pool.sdk.send(new AdminGetUserCommand(userOf(response.nameId))))).toEqual(missing);
    expect(await thrown(pool.sdk.send(new AdminDeleteUserCommand(userOf(response.nameId))))).toEqual(missing);
    expect((await thrown(refresh(refresh_token)))[0]).toBe("NotAuthorizedException");
    expect(locationOf(await browser.get(authorizeUrl(pool.url)))).toContain("SAMLRequest=");
    const again = await tokensFor(pool, { response });
    expect(decodeJwt(again.id_token).sub).not.toBe(decodeJwt(id_token).sub);
    await pool.sdk.send(new GetUserCommand({ AccessToken: again.access_token }));
    expect((await thrown(pool.sdk.send(new GetUserCommand({ AccessToken }))))[0]).toBe("NotAuthorizedException");
  });
});

describe("each of them", () => {
  const commands = (named: { UserPoolId: string; Username: string }) => [
    () => pool.sdk.send(new AdminUpdateUserAttributesCommand({ ...named, UserAttributes: [] })),
    () => pool.sdk.send(new AdminDeleteUserAttributesCommand({ ...named, UserAttributeNames: [] })),
    () => pool.sdk.send(new AdminDisableUserCommand(named)),
    () => pool.sdk.send(new AdminEnableUserCommand(named)),
    () => pool.sdk.send(new AdminUserGlobalSignOutCommand(named)),
    () => pool.sdk.send(new AdminDeleteUserCommand(named)),
  ];

  test("refuses unknown users and pools, and users by another name than their own", async () => {
    const { id_token } = await tokensFor(pool);
    const sub = decodeJwt(id_token).sub ?? "";
    for (const Username of ["CorpSAML_nobody", "corpsaml_alice@example.com", sub])
      for (const send of commands({ UserPoolId: poolId, Username }))
        expect(await thrown(send())).toEqual(["UserNotFoundException", "User does not exist.", 400]);
    for (const send of commands({ UserPoolId: "us-east-1_Unknown12", Username: "CorpSAML_alice@example.com" }))
      expect((await thrown(send()))[0]).toBe("ResourceNotFoundException");
  });

  test("takes a user who is there", async () => {
    await tokensFor(pool, { response: { nameId: "each@example.com" } });
    for (const send of commands(userOf("each@example.com"))) await send();
  });
});
