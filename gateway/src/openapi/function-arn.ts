import { type Field, text, unexpected } from "./field.ts";

/** Lambda's Invoke API, and the one that streams what a function answers. */
const actions = {
  BUFFERED: { path: "2015-03-31", action: "invocations" },
  STREAM: { path: "2021-11-15", action: "response-streaming-invocations" },
} as const;

/**
 * The function in `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations`, which may still hold
 * `${stageVariables.x}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 * @param transferMode `STREAM` has an ARN of its own:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 */
export const functionArnIn = (field: Field, transferMode: keyof typeof actions = "BUFFERED"): string => {
  const { path, action } = actions[transferMode];
  const expected = `arn:aws:apigateway:{region}:lambda:path/${path}/functions/{function ARN}/${action}`;
  const uri = text(field, expected);
  const [, found, arn, asked] = invocation.exec(uri) ?? [];
  if (uri !== "" && (arn === undefined || found !== path || asked !== action)) unexpected(field, expected);
  return arn ?? "";
};

const invocation =
  /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path\/{1,2}([\d-]+)\/functions\/(arn:aws[a-z-]*:lambda:[^/]+)\/([a-z-]+)$/;
