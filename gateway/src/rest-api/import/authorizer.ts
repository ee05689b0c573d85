import type { IdentitySource } from "../../authorizers/identity.ts";
import {
  allowOnly,
  at,
  type Field,
  fault,
  integer,
  isGiven,
  oneOf,
  text,
  unexpected,
  warn,
} from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaAuthorizer } from "../api.ts";
import { identitySourcesIn } from "./identity-source.ts";

const extension = "x-amazon-apigateway-authorizer";

/**
 * Reads a security scheme as a Lambda authorizer. Every other scheme (API keys, IAM, Cognito, JWT) is a fault: what
 * cannot be enforced must not look as if it were.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export const authorizerIn = (scheme: Field, name: string): LambdaAuthorizer | null => {
  const authType = at(scheme, "x-amazon-apigateway-authtype");
  if (/^(awsSigv4|cognito_user_pools)$/i.test(String(authType.value))) {
    fault(authType, `${authType.value} is not supported; expected custom`);
    return null;
  }
  const given = at(scheme, extension);
  if (!isGiven(given)) {
    fault(scheme, `the scheme ${name} has no ${extension}: nothing here can enforce it`);
    return null;
  }
  allowOnly(scheme, ["type", "description", "name", "in", "x-amazon-apigateway-authtype", extension]);
  if (at(scheme, "type").value !== "apiKey") unexpected(at(scheme, "type"), "apiKey");
  if (!isGiven(authType))
    warn(scheme, "without x-amazon-apigateway-authtype: custom, some importers refuse the scheme");
  return lambdaAuthorizer(scheme, given, name);
};

const known = [
  ...["type", "authorizerUri", "authorizerCredentials", "identitySource", "identityValidationExpression"],
  "authorizerResultTtlInSeconds",
];

const lambdaAuthorizer = (scheme: Field, given: Field, name: string): LambdaAuthorizer | null => {
  const type = String(at(given, "type").value).toLowerCase();
  if (type !== "token" && type !== "request") {
    unexpected(at(given, "type"), "token or request: no other authorizer is supported");
    return null;
  }
  allowOnly(given, known);
  if (isGiven(at(given, "authorizerCredentials")))
    warn(at(given, "authorizerCredentials"), "has no effect here: functions are invoked without a role");
  const ttl = at(given, "authorizerResultTtlInSeconds");
  const authorizer: LambdaAuthorizer = {
    name,
    type: type === "token" ? "TOKEN" : "REQUEST",
    functionArn: functionArnIn(at(given, "authorizerUri")),
    identitySources: type === "token" ? tokenSource(scheme, given) : identitySourcesIn(at(given, "identitySource")),
    identityValidationExpression: expressionIn(at(given, "identityValidationExpression"), type),
    resultTtl: isGiven(ttl) ? integer(ttl, { from: 0, to: 3600 }) : 300,
  };
  if (type === "request") checkRequest(scheme, given, authorizer);
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

/** Must match the whole token. Java's dialect and this one differ; what this one does not know is refused. */
const expressionIn = (field: Field, type: string): RegExp | null => {
  if (!isGiven(field)) return null;
  if (type === "request") fault(field, "applies to token authorizers only");
  try {
    return new RegExp(`^(?:${text(field)})$`, "u");
  } catch (error) {
    fault(field, `is no regular expression that is understood here: ${(error as Error).message}`);
    return null;
  }
};
