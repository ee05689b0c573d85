import { type UserPool, userPoolIn } from "../../cognito-tokens/user-pool.ts";
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
    userPools: userPoolsIn(at(given, "providerARNs")),
    tokenHeader: tokenHeaderIn(scheme, at(given, "identitySource")),
    identityValidationExpression: identityExpressionIn(at(given, "identityValidationExpression")),
    resultTtl: resultTtlIn(at(given, "authorizerResultTtlInSeconds")),
  };
};

const userPoolsIn = (field: Field): readonly UserPool[] => {
  const arns = items(field);
  if (arns.length === 0) unexpected(field, "the ARNs of the user pools whose tokens are accepted");
  return arns.flatMap((arn) => {
    const pool = userPoolIn(String(arn.value));
    if (!pool)
      unexpected(arn, "arn:aws:cognito-idp:{region}:{account}:userpool/{pool}, in the region of the pool's id");
    return pool ?? [];
  });
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
