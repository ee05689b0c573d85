import type { IdentitySource } from "../../authorizers/identity.ts";
import { allowOnly, at, type Field, fault, isGiven, oneOf, text, warn } from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaAuthorizer } from "../api.ts";
import { identityExpressionIn } from "./identity-expression.ts";
import { identitySourcesIn } from "./identity-source.ts";
import { resultTtlIn } from "./result-ttl.ts";

const known = [
  ...["type", "authorizerUri", "authorizerCredentials", "identitySource", "identityValidationExpression"],
  "authorizerResultTtlInSeconds",
];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */
export const lambdaAuthorizerIn = (scheme: Field, given: Field, name: string): LambdaAuthorizer => {
  allowOnly(given, known);
  const [credentials, expression] = [at(given, "authorizerCredentials"), at(given, "identityValidationExpression")];
  if (isGiven(credentials)) warn(credentials, "has no effect here: functions are invoked without a role");
  const type = oneOf(at(given, "type"), ["TOKEN", "REQUEST"]);
  const authorizer: LambdaAuthorizer = {
    name,
    type,
    functionArn: functionArnIn(at(given, "authorizerUri")),
    identitySources: type === "TOKEN" ? tokenSource(scheme, given) : identitySourcesIn(at(given, "identitySource")),
    identityValidationExpression: identityExpressionIn(expression),
    resultTtl: resultTtlIn(at(given, "authorizerResultTtlInSeconds")),
  };
  if (type === "REQUEST") checkRequest(scheme, given, authorizer);
  return authorizer;
};

/** The token's header is the scheme's `name`; an identity source can only repeat it. */
const tokenSource = (scheme: Field, given: Field): readonly IdentitySource[] => {
  oneOf(at(scheme, "in"), ["header"]);
  const name = text(at(scheme, "name"), "the name of the header with the token");
  const [source, ...more] = identitySourcesIn(at(given, "identitySource"));
  const repeats = !source || (source.from === "header" && source.name.toLowerCase() === name.toLowerCase());
  if (!repeats || more.length > 0)
    fault(
      at(given, "identitySource"),
      `a token authorizer has one source: method.request.header.${name}, as the scheme says`,
    );
  return [{ from: "header", name }];
};

const checkRequest = (scheme: Field, given: Field, { identitySources, resultTtl }: LambdaAuthorizer) => {
  const expression = at(given, "identityValidationExpression");
  if (isGiven(expression)) fault(expression, "applies to token authorizers only");
  if (identitySources.length > 0) return;
  if (resultTtl > 0)
    fault(
      given,
      `answers are cached for ${resultTtl} seconds (300 where nothing is said) by identity source: name one, or set authorizerResultTtlInSeconds: 0`,
    );
  if (at(scheme, "name").value !== "Unused")
    warn(
      at(scheme, "name"),
      "is not looked at: a request authorizer has the sources that identitySource names, here none",
    );
};
