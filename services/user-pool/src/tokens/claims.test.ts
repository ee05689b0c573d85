import { describe, expect, test } from "@jest/globals";
import { type Client, clientOf, userPoolClient } from "../config/user-pool-client.ts";
import type { User } from "../user.ts";
import { accessClaims, type Issue, idClaims, machineClaims } from "./claims.ts";
import { mayReadAllOf } from "./readable-attributes.ts";

const user: User = {
  poolId: "us-west-2_AbCdEfGh1",
  username: "CorpSAML_alice@example.com",
  sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
  status: "EXTERNAL_PROVIDER",
  identities: [
    {
      provider: "CorpSAML",
      userId: "alice@example.com",
      issuer: "https://sts.example.com/",
      primary: true,
      createdAt: new Date(1_720_531_919_374),
    },
  ],
  attributes: {
    email: "alice@example.com",
    email_verified: "false",
    given_name: "Alice",
    phone_number: "+15550100",
    updated_at: "1720531919",
    "custom:level": "7",
    "custom:x_verified": "true",
  },
  groups: ["us-west-2_AbCdEfGh1_CorpSAML"],
  roles: [],
  enabled: true,
  createdAt: new Date(1_720_531_919_374),
  modifiedAt: new Date(1_720_531_919_374),
  tokensNotBefore: undefined,
};

const client: Client = clientOf(
  "us-west-2_AbCdEfGh1",
  userPoolClient.parse({ ClientId: "3gc29mi45g3niukfu2sb9teeu4", ClientName: "web" }),
);

const issue: Issue = {
  issuer: "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEfGh1",
  user,
  client,
  grant: {
    originJti: "140f8060-0000-4000-8000-000000000000",
    scopes: ["aws.cognito.signin.user.admin", "email", "openid"],
    authTime: new Date(1_722_336_407_900),
    eventId: undefined,
  },
  by: "domain",
  overrides: undefined,
  now: new Date(1_722_494_853_999),
  jti: "cdd44ae0-0000-4000-8000-000000000000",
};

// The id token of a SAML user as it was captured in 2024, with other names.
test("an id token has the claims of the real one", () => {
  expect(idClaims(issue, { atHash: "yA_P", nonce: undefined })).toEqual({
    at_hash: "yA_P",
    sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
    "cognito:groups": ["us-west-2_AbCdEfGh1_CorpSAML"],
    email_verified: false,
    iss: "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEfGh1",
    "cognito:username": "CorpSAML_alice@example.com",
    origin_jti: "140f8060-0000-4000-8000-000000000000",
    aud: "3gc29mi45g3niukfu2sb9teeu4",
    identities: [
      {
        userId: "alice@example.com",
        providerName: "CorpSAML",
        providerType: "SAML",
        issuer: "https://sts.example.com/",
        primary: "true",
        dateCreated: "1720531919374",
      },
    ],
    token_use: "id",
    auth_time: 1_722_336_407,
    exp: 1_722_498_453,
    iat: 1_722_494_853,
    jti: "cdd44ae0-0000-4000-8000-000000000000",
    email: "alice@example.com",
  });
});

// As captured from a hosted sign-in in 2026.
test("an access token has the claims of the real one", () => {
  expect(accessClaims(issue)).toEqual({
    sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
    "cognito:groups": ["us-west-2_AbCdEfGh1_CorpSAML"],
    iss: "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEfGh1",
    version: 2,
    client_id: "3gc29mi45g3niukfu2sb9teeu4",
    origin_jti: "140f8060-0000-4000-8000-000000000000",
    token_use: "access",
    scope: "aws.cognito.signin.user.admin email openid",
    auth_time: 1_722_336_407,
    exp: 1_722_498_453,
    iat: 1_722_494_853,
    jti: "cdd44ae0-0000-4000-8000-000000000000",
    username: "CorpSAML_alice@example.com",
  });
});

test("a client's own access token speaks of no user and no sign-in", () => {
  const { issuer, now, jti } = issue;
  expect(machineClaims({ issuer, client, scopes: ["rbac-api/user"], overrides: undefined, now, jti })).toEqual({
    sub: client.id,
    client_id: client.id,
    token_use: "access",
    scope: "rbac-api/user",
    iss: issuer,
    version: 2,
    jti,
    auth_time: 1_722_494_853,
    iat: 1_722_494_853,
    exp: 1_722_498_453,
  });
});

test.each<[string[], string[] | undefined, boolean]>([
  [["openid", "email"], undefined, true],
  [["openid"], [], true],
  [["openid", "email"], ["email", "email_verified"], true],
  [["openid", "email"], ["email"], false],
  [["openid", "phone"], ["phone_number"], false],
  [["openid", "phone"], ["phone_number", "phone_number_verified"], true],
  [["openid", "profile"], ["name", "given_name"], false],
])("scopes %j with ReadAttributes %j may all be read: %p", (scopes, readable, expected) => {
  expect(mayReadAllOf(scopes, readable)).toBe(expected);
});

describe("what varies", () => {
  test("an access token for one API names it as its audience", () => {
    const resource = "https://api.example.com";
    expect(accessClaims({ ...issue, grant: { ...issue.grant, resource } })).toEqual({
      ...accessClaims(issue),
      aud: resource,
    });
  });

  const attributesFor = (scopes: string[], readable?: string[]) => {
    const shown = idClaims(
      { ...issue, client: { ...client, readable }, grant: { ...issue.grant, scopes } },
      { atHash: undefined, nonce: undefined },
    ) as Record<string, unknown>;
    return Object.keys(user.attributes).filter((name) => name in shown);
  };
  const profile = ["given_name", "updated_at", "custom:level", "custom:x_verified"];

  test.each<[string[], string[] | undefined, string[]]>([
    [["openid"], undefined, Object.keys(user.attributes)],
    [["openid", "aws.cognito.signin.user.admin"], undefined, Object.keys(user.attributes)],
    [["openid", "email"], undefined, ["email", "email_verified"]],
    [["openid", "phone"], undefined, ["phone_number"]],
    [["openid", "profile"], undefined, profile],
    [["openid", "email", "profile"], undefined, ["email", "email_verified", ...profile]],
    [["openid"], ["given_name"], ["given_name"]],
    [["openid", "email"], ["given_name"], []],
  ])("scopes %j and ReadAttributes %j show %j", (scopes, readable, expected) => {
    expect(attributesFor(scopes, readable)).toEqual(expected);
  });

  test("verified marks are booleans and times numbers; custom attributes stay strings", () => {
    const grant = { ...issue.grant, scopes: ["openid"] };
    expect(idClaims({ ...issue, grant }, { atHash: undefined, nonce: undefined })).toMatchObject({
      email_verified: false,
      updated_at: 1_720_531_919,
      "custom:level": "7",
      "custom:x_verified": "true",
    });
  });

  test("a user without groups has no claim of groups", () => {
    expect(accessClaims({ ...issue, user: { ...user, groups: [] } })).not.toHaveProperty("cognito:groups");
  });

  const trader = "arn:aws:iam::123456789012:role/trader";
  const auditor = "arn:aws:iam::123456789012:role/auditor";
  // [roles with the precedence of their groups, cognito:roles, cognito:preferred_role]
  test.each<[User["roles"], string[] | undefined, string | undefined]>([
    [[], undefined, undefined],
    [[{ arn: trader, precedence: undefined }], [trader], trader],
    [
      [
        { arn: trader, precedence: 0 },
        { arn: auditor, precedence: 1 },
      ],
      [trader, auditor],
      trader,
    ],
    [
      [
        { arn: auditor, precedence: 1 },
        { arn: trader, precedence: undefined },
      ],
      [auditor, trader],
      auditor,
    ],
    [
      [
        { arn: trader, precedence: 1 },
        { arn: auditor, precedence: 1 },
      ],
      [trader, auditor],
      undefined,
    ],
    [
      [
        { arn: trader, precedence: undefined },
        { arn: auditor, precedence: undefined },
      ],
      [trader, auditor],
      undefined,
    ],
    [
      [
        { arn: trader, precedence: 1 },
        { arn: trader, precedence: 1 },
        { arn: auditor, precedence: 2 },
      ],
      [trader, auditor],
      trader,
    ],
  ])("an id token of roles %j", (roles, expected, preferred) => {
    const claims = idClaims({ ...issue, user: { ...user, roles } }, { atHash: undefined, nonce: undefined });
    expect(claims).toHaveProperty(["cognito:username"]);
    expect(Object.hasOwn(claims, "cognito:roles")).toBe(expected !== undefined);
    expect((claims as Record<string, unknown>)["cognito:roles"]).toEqual(expected);
    expect(Object.hasOwn(claims, "cognito:preferred_role")).toBe(preferred !== undefined);
    expect((claims as Record<string, unknown>)["cognito:preferred_role"]).toBe(preferred);
    expect(accessClaims({ ...issue, user: { ...user, roles } })).toEqual(accessClaims(issue));
  });

  test("a client whose tokens cannot be revoked has none of the ids for it", () => {
    const claims = accessClaims({ ...issue, client: { ...client, revocable: false } });
    expect(claims).not.toHaveProperty("jti");
    expect(claims).not.toHaveProperty("origin_jti");
  });

  test("tokens of the JSON API have no version", () => {
    expect(accessClaims({ ...issue, by: "api" })).not.toHaveProperty("version");
  });
});
