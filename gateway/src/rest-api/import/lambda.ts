import { allowOnly, at, type Field, fault, oneOf, warn } from "../../openapi/field.ts";
import { functionArnIn } from "../../openapi/function-arn.ts";
import type { LambdaFunction, Mapping } from "../api.ts";
import { type Operation, ofEvery } from "./integration-fields.ts";
import { mappingsIn } from "./mappings.ts";
import { ofTransformed, transformedIn } from "./transformed.ts";

const known = ["httpMethod", "uri", "requestParameters"];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html */
export const lambdaIn = (field: Field, operation: Operation): LambdaFunction => {
  allowOnly(field, [...ofEvery, ...known, ...ofTransformed]);
  const uri = at(field, "uri");
  const [, service] = /^arn:[a-z-]+:apigateway:[^:]*:([^:]+):/.exec(String(uri.value)) ?? [];
  if (service !== undefined && service !== "lambda")
    fault(uri, `the service ${service} is not supported; expected lambda`);
  // Lambda's Invoke API knows POST only; API Gateway imports other methods and fails every request.
  oneOf(at(field, "httpMethod"), ["POST"]);
  const mappings = mappingsIn(at(field, "requestParameters"), operation, "lambda");
  for (const mapping of mappings) checkMapping(at(field, "requestParameters"), mapping);
  return {
    type: "AWS",
    functionArn: service === undefined || service === "lambda" ? functionArnIn(uri) : "",
    mappings,
    timeout: operation.timeout,
    ...transformedIn(field, operation),
  };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html */
const checkMapping = (field: Field, { to, source }: Mapping) => {
  const isType = to.in === "header" && to.name.toLowerCase() === "x-amz-invocation-type";
  if (!isType) return warn(field, `${to.name}: a function gets the body alone, so that this mapping has no effect`);
  if (source.kind === "static" && !/^(RequestResponse|Event)$/.test(source.value))
    fault(field, `${to.name}: expected 'RequestResponse' or 'Event', received '${source.value}'`);
};
