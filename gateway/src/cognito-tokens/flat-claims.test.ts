import { expect, test } from "@jest/globals";
import { flatClaims } from "./flat-claims.ts";

test("claims are those of the recorded event, in its order", () => {
  // Recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-rest/jwt-authorizer-auth.json).
  const token = {
    origin_jti: "37cc02cf-5c14-4636-beb3-4f8ca887935b",
    sub: "d2f50444-0041-7036-aea2-a955fca33d37",
    aud: "3nkoep4151b7umeggnottc30u9",
    event_id: "c7f6cc62-c476-4c6a-ba5b-745244dfe5ee",
    token_use: "id",
    auth_time: 1718636404,
    iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_y0bLG4i27",
    "cognito:username": "aamorosi",
    exp: 1718722804,
    iat: 1718636404,
    jti: "13727aba-89e6-4896-bd9e-8cbc0f478f9c",
  };
  const recorded = {
    ...token,
    auth_time: "1718636404",
    exp: "Tue Jun 18 15:00:04 UTC 2024",
    iat: "Mon Jun 17 15:00:04 UTC 2024",
  };
  expect(JSON.stringify(flatClaims(token))).toBe(JSON.stringify(recorded));
});

test.each<[string, unknown, string]>([
  ["exp", 1_718_722_804, "Tue Jun 18 15:00:04 UTC 2024"],
  ["iat", 1_719_792_000, "Mon Jul 01 00:00:00 UTC 2024"],
  ["auth_time", 1_718_722_804, "1718722804"],
  ["email_verified", true, "true"],
  ["version", 2, "2"],
  ["cognito:groups", ["staff", "admins"], "staff,admins"],
  ["cognito:groups", ["staff"], "staff"],
  ["cognito:groups", [], ""],
  ["scope", "openid email", "openid email"],
  ["address", { formatted: "1 Street" }, '{"formatted":"1 Street"}'],
  ["custom:none", null, "null"],
  // As events of federated users show it: objects side by side, without brackets.
  [
    "identities",
    [
      { userId: "1", issuer: null, primary: "true" },
      { userId: "2", issuer: null, primary: "false" },
    ],
    '{"userId":"1","issuer":null,"primary":"true"},{"userId":"2","issuer":null,"primary":"false"}',
  ],
])("%s: %j is shown as %s", (name, value, text) => {
  expect(flatClaims({ [name]: value })).toEqual({ [name]: text });
});
