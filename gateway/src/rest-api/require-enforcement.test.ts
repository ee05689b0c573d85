import { expect, test } from "@jest/globals";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { Route } from "./api.ts";
import { requireEnforcement } from "./require-enforcement.ts";

const pool: Route["authorizer"] = {
  name: "pool",
  type: "COGNITO_USER_POOLS",
  providerArns: ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_ABCdef123"],
  tokenHeader: "Authorization",
  identityValidationExpression: null,
  resultTtl: 300,
};
const route = (changes: Partial<Route>) => ({ ...httpRoute("GET", "/trades"), ...changes });

test.each<[string, Partial<Route>]>([
  ["authorizers of type cognito_user_pools", { authorizer: pool }],
  ["signatures of AWS_IAM", { authorizer: { name: "iam", type: "AWS_IAM" } }],
])("%s stop the start", (what, changes) => {
  const routes = [route({}), route(changes)];
  expect(() => requireEnforcement({ routes })).toThrow(`api.yaml:1: GET /trades: ${what} are not supported`);
});

test("an open route, a function's and one that wants an API key do not", () => {
  const routes = [route({}), route({ authorizer: tokenAuthorizer }), route({ apiKeyRequired: true })];
  expect(() => requireEnforcement({ routes })).not.toThrow();
});
