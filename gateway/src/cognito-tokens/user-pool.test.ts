import { describe, expect, test } from "@jest/globals";
import { awsIssuerOf, userPoolIn } from "./user-pool.ts";

const arn = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI";

test("the ARN of a pool is read", () => {
  expect(userPoolIn(arn)).toEqual({ region: "us-east-1", accountId: "123456789012", id: "us-east-1_AbCdEfGhI" });
  expect(userPoolIn(arn.replace("arn:aws:", "arn:aws-us-gov:"))).not.toBeNull();
});

describe("is no ARN of a pool:", () => {
  test.each([
    "",
    "us-east-1_AbCdEfGhI",
    `${arn}/`,
    `x${arn}`,
    arn.replace("cognito-idp", "cognito-identity"),
    arn.replace("123456789012", "1234"),
    arn.replace("userpool/us-east-1_", "userpool/eu-west-1_"),
    arn.replace("userpool/", "identitypool/"),
    arn.replace("userpool/us-east-1_AbCdEfGhI", "userpool/*"),
    "arn:aws:cognito-idp:${AWS::Region}:123456789012:userpool/us-east-1_AbCdEfGhI",
  ])("%s", (text) => {
    expect(userPoolIn(text)).toBeNull();
  });
});

test.each([
  ["us-east-1", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_A"],
  ["cn-north-1", "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_A"],
])("the issuer on AWS in %s", (region, issuer) => {
  expect(awsIssuerOf({ region, accountId: "123456789012", id: `${region}_A` })).toBe(issuer);
});
