import { describe, expect, test } from "@jest/globals";
import { credentialScope } from "./credential-scope.ts";

const expected = { region: "us-east-1", service: "execute-api", day: "20270115" };
const read = (credential: string) => credentialScope(credential, expected);

test("the control: a scope as it should be", () => {
  expect(read("AKID/20270115/us-east-1/execute-api/aws4_request")).toEqual({ accessKeyId: "AKID", ...expected });
});

describe("a scope is incomplete:", () => {
  test.each([
    "AKID",
    "AKID/20270115/us-east-1/execute-api",
    "/20270115/us-east-1/execute-api/aws4_request",
    "AKID/20270115/us-east-1/execute-api/aws4_request/more",
    "AKID/20270115/us-east-1/execute-api/aws4_request/",
  ])("%s", (credential) => {
    expect(() => read(credential)).toThrow(
      expect.objectContaining({
        errorType: "IncompleteSignatureException",
        message: `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
      }),
    );
  });
});

const [region, service, terminator, day] = [
  "Credential should be scoped to a valid region. ",
  "Credential should be scoped to correct service: 'execute-api'. ",
  "Credential should be scoped with a valid terminator: 'aws4_request'. ",
  "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.",
];

describe("a scope is a wrong one:", () => {
  test.each<[string, string]>([
    ["AKID/20270115/us-east-2/execute-api/aws4_request", region],
    ["AKID/20270115/US-EAST-1/execute-api/aws4_request", region],
    ["AKID/20270115/us-east-1/apigateway/aws4_request", service],
    ["AKID/20270115/us-east-1/execute-api/aws5_request", terminator],
    ["AKID/20270114/us-east-1/execute-api/aws4_request", day],
    ["AKID/b/c/d/e", `${region}${service}${terminator}${day}`],
    ["AKID////", `${region}${service}${terminator}${day}`],
  ])("%s", (credential, message) => {
    expect(() => read(credential)).toThrow(
      expect.objectContaining({ errorType: "InvalidSignatureException", message }),
    );
  });
});
