import { allowOnly, at, bool, type Field, fault, integer, isGiven, unexpected, warn } from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaAuthorizer } from "../api.ts";
import { identitySourcesIn } from "./identity-source.ts";
import { payloadFormatIn } from "./payload-format.ts";

const known = [
  ...["type", "authorizerUri", "authorizerCredentials", "authorizerPayloadFormatVersion", "enableSimpleResponses"],
  ...["identitySource", "authorizerResultTtlInSeconds"],
];

/**
 * Reads a Lambda authorizer of an HTTP API. Nothing is cached where the file names no time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export const lambdaAuthorizerIn = (scheme: Field, given: Field, name: string): LambdaAuthorizer => {
  allowOnly(given, known);
  if (at(scheme, "type").value !== "apiKey") unexpected(at(scheme, "type"), "apiKey, as for every request authorizer");
  if (isGiven(at(given, "authorizerCredentials")))
    warn(at(given, "authorizerCredentials"), "has no effect here: functions are invoked without a role");
  const ttl = at(given, "authorizerResultTtlInSeconds");
  const authorizer: LambdaAuthorizer = {
    kind: "REQUEST",
    name,
    functionArn: functionArnIn(at(given, "authorizerUri")),
    payloadFormatVersion: payloadFormatIn(at(given, "authorizerPayloadFormatVersion"), ["1.0", "2.0"]),
    enableSimpleResponses: bool(at(given, "enableSimpleResponses")),
    identitySources: identitySourcesIn(at(given, "identitySource")),
    resultTtl: isGiven(ttl) ? integer(ttl, { from: 0, to: 3600 }) : 0,
  };
  requireConsistent(given, authorizer);
  return authorizer;
};

/** API Gateway refuses to create an authorizer with either contradiction. */
const requireConsistent = (
  given: Field,
  { payloadFormatVersion, enableSimpleResponses, identitySources, resultTtl }: LambdaAuthorizer,
) => {
  if (enableSimpleResponses && payloadFormatVersion === "1.0")
    fault(at(given, "enableSimpleResponses"), "goes with authorizerPayloadFormatVersion 2.0 only");
  if (resultTtl > 0 && identitySources.length === 0)
    fault(
      at(given, "authorizerResultTtlInSeconds"),
      "identitySource must be set if authorizer caching is enabled (more than 0 seconds)",
    );
};
