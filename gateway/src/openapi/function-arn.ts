import { type Field, text, unexpected } from "./field.ts";

const invocation =
  /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(arn:aws[a-z-]*:lambda:[^/]+)\/invocations$/;

/**
 * The function in `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations`, which may still hold
 * `${stageVariables.x}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export const functionArnIn = (field: Field): string => {
  const expected = "arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{function ARN}/invocations";
  const uri = text(field, expected);
  const [, arn] = invocation.exec(uri) ?? [];
  if (uri !== "" && arn === undefined) unexpected(field, expected);
  return arn ?? "";
};
