import { expect, test } from "@jest/globals";
import { claimTexts } from "./claim-texts.ts";

// Recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-{rest,http}/jwt-authorizer-auth.json):
// the payload of the token, and the claims of the event.
const payload = {
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
  aud: "3nkoep4151b7umeggnottc30u9",
  auth_time: "1718636404",
  "cognito:username": "aamorosi",
  event_id: "c7f6cc62-c476-4c6a-ba5b-745244dfe5ee",
  exp: "1718722804",
  iat: "1718636404",
  iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_y0bLG4i27",
  jti: "13727aba-89e6-4896-bd9e-8cbc0f478f9c",
  origin_jti: "37cc02cf-5c14-4636-beb3-4f8ca887935b",
  sub: "d2f50444-0041-7036-aea2-a955fca33d37",
  token_use: "id",
};

test("claims are those of the recorded event, in its order", () => {
  expect(JSON.stringify(claimTexts(JSON.stringify(payload)))).toBe(JSON.stringify(recorded));
});

test.each<[string, string]>([
  ['"a b"', "a b"],
  ['""', ""],
  ["true", "true"],
  ["false", "false"],
  ["null", "<nil>"],
  ["1718722804", "1718722804"],
  ["1.50", "1.50"],
  ["-0", "-0"],
  ["12345678901234567890", "12345678901234567890"],
  ['["staff","admins"]', "[staff admins]"],
  ["[]", "[]"],
  ["[1,true,null,[2]]", "[1 true <nil> [2]]"],
  ['{"b":1,"a":"x","B":[{}]}', "map[B:[map[]] a:x b:1]"],
  ['{"formatted":"1 Street"}', "map[formatted:1 Street]"],
])("%s is shown as %s", (json, text) => {
  expect(claimTexts(`{"claim":${json}}`)).toEqual({ claim: text });
});

test("names are ordered by their bytes, and none is special", () => {
  const texts = claimTexts('{"é":1,"z":1,"Z":1,"__proto__":{"x":1},"toString":1}');
  expect(Object.keys(texts)).toEqual(["Z", "__proto__", "toString", "z", "é"]);
  expect(Object.entries(texts)[1]).toEqual(["__proto__", "map[x:1]"]);
});
