import { allowOnly, at, type Field, fault, isGiven, items, oneOf, text, unexpected } from "../../openapi/field.ts";
import type { UserPoolAuthorizer } from "../api.ts";
import { identityExpressionIn } from "./identity-expression.ts";
import { identitySourcesIn } from "./identity-source.ts";
import { resultTtlIn } from "./result-ttl.ts";

const known = [
  ...["type", "providerARNs", "identitySource", "identityValidationExpression", "authorizerResultTtlInSeconds"],
];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html */
export const userPoolAuthorizerIn = (scheme: Field, given: Field, name: string): UserPoolAuthorizer => {
  allowOnly(given, known);
  return {
    name,
    type: "COGNITO_USER_POOLS",
    providerArns: providerArnsIn(at(given, "providerARNs")),
    tokenHeader: tokenHeaderIn(scheme, at(given, "identitySource")),
    identityValidationExpression: identityExpressionIn(at(given, "identityValidationExpression")),
    resultTtl: resultTtlIn(at(given, "authorizerResultTtlInSeconds")),
  };
};

const userPool = /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[a-z0-9-]+_[0-9A-Za-z]+$/;

const providerArnsIn = (field: Field): readonly string[] => {
  const arns = items(field);
  if (arns.length === 0) unexpected(field, "the ARNs of the user pools whose tokens are accepted");
  for (const arn of arns)
    if (!userPool.test(String(arn.value))) unexpected(arn, "arn:aws:cognito-idp:{region}:{account}:userpool/{pool}");
  return arns.map(({ value }) => String(value));
};

/** The scheme's `name`, unless an identity source names another header. */
const tokenHeaderIn = (scheme: Field, identitySource: Field): string => {
  oneOf(at(scheme, "in"), ["header"]);
  const name = text(at(scheme, "name"), "the name of the header with the token");
  if (!isGiven(identitySource)) return name;
  const [source, ...more] = identitySourcesIn(identitySource);
  if (source?.from === "header" && more.length === 0) return source.name;
  fault(identitySource, "an authorizer for user pools has one source: method.request.header.x");
  return name;
};
