import { allowOnly, at, type Field, fault, isGiven, members, oneOf, unexpected } from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaProxy } from "../api.ts";
import type { Operation } from "./integration.ts";

const known = [
  ...["type", "httpMethod", "uri", "passthroughBehavior", "timeoutInMillis", "payloadFormatVersion"],
  ...["requestParameters", "responses", "responseTransferMode"],
];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export const lambdaProxyIn = (field: Field, { timeout }: Operation): LambdaProxy => {
  allowOnly(field, known);
  // Lambda's Invoke API knows POST only; API Gateway imports other methods and answers every request with a 500.
  oneOf(at(field, "httpMethod"), ["POST"]);
  for (const [, value] of members(at(field, "requestParameters")))
    fault(value, "API Gateway takes no mappings for a Lambda proxy: the function gets the whole request");
  for (const [status, response] of members(at(field, "responses"))) {
    if (status !== "default")
      fault(response, "a proxy integration hands the function's answer on: only default can stand here");
    allowOnly(response, ["statusCode"]);
  }
  const version = at(field, "payloadFormatVersion");
  if (isGiven(version) && String(version.value) !== "1.0") unexpected(version, "1.0: 2.0 belongs to HTTP APIs");
  const mode = at(field, "responseTransferMode");
  if (isGiven(mode) && mode.value !== "BUFFERED") unexpected(mode, "BUFFERED");
  return { type: "AWS_PROXY", functionArn: functionArnIn(at(field, "uri")), timeout };
};
