import { allowOnly, at, type Field, members, oneOf, warn } from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaProxy } from "../api.ts";
import { type Operation, ofEvery, transferModeIn } from "./integration-fields.ts";
import { checkHeader } from "./mappings.ts";
import { requireDefaultAlone } from "./proxy-responses.ts";

const known = ["httpMethod", "uri", "requestParameters", "responses", "responseTransferMode"];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export const lambdaProxyIn = (field: Field, { timeout }: Operation): LambdaProxy => {
  allowOnly(field, [...ofEvery, ...known]);
  // Lambda's Invoke API knows POST only; API Gateway imports other methods and answers every request with a 500.
  oneOf(at(field, "httpMethod"), ["POST"]);
  for (const [key, value] of members(at(field, "requestParameters"))) checkIgnored(key, value);
  requireDefaultAlone(at(field, "responses"), "function");
  const transferMode = transferModeIn(field);
  return { type: "AWS_PROXY", functionArn: functionArnIn(at(field, "uri"), transferMode), transferMode, timeout };
};

/** API Gateway looks at these mappings for illegal names alone (recorded on AWS on 2024-07-22). */
const checkIgnored = (key: string, value: Field) => {
  const [, name] = /^integration\.request\.header\.(.+)$/.exec(key) ?? [];
  if (name !== undefined) checkHeader(value, name, "lambda");
  warn(value, "has no effect: a Lambda proxy takes no mappings, and the function gets the whole request");
};
