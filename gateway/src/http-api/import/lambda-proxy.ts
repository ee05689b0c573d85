import { allowOnly, at, type Field, fault, isGiven, oneOf, warn } from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaProxy } from "../api.ts";
import { knownFields, type Surroundings } from "./integration-fields.ts";
import { requestMappingsIn, responseMappingsIn } from "./parameter-mappings.ts";
import { payloadFormatIn } from "./payload-format.ts";

const known = [...knownFields, "credentials", "integrationSubtype"];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export const lambdaProxyIn = (field: Field, { route, timeout }: Surroundings): LambdaProxy => {
  allowOnly(field, known);
  const subtype = at(field, "integrationSubtype");
  if (isGiven(subtype))
    fault(subtype, `${String(subtype.value)} is not supported: aws_proxy hands requests to Lambda functions only`);
  if (isGiven(at(field, "credentials")))
    warn(at(field, "credentials"), "has no effect here: functions are invoked without a role");
  const [method, connection] = [at(field, "httpMethod"), at(field, "connectionType")];
  if (isGiven(method)) oneOf(method, ["POST"]); // Lambda's Invoke API knows no other.
  if (isGiven(connection)) oneOf(connection, ["INTERNET"]);
  const parameters = at(field, "requestParameters");
  if (isGiven(at(parameters, "overwrite:path")))
    fault(
      at(parameters, "overwrite:path"),
      "is not supported in front of a function, whose event tells the client's path",
    );
  return {
    type: "AWS_PROXY",
    functionArn: isGiven(subtype) ? "" : functionArnIn(at(field, "uri")),
    payloadFormatVersion: payloadFormatIn(at(field, "payloadFormatVersion"), ["1.0", "2.0"]),
    requestMappings: requestMappingsIn(parameters, route),
    responseMappings: responseMappingsIn(at(field, "responseParameters"), route),
    timeout,
  };
};
