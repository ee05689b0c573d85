/** The request that is to be authorized, from the ARN that API Gateway made of it. */
export interface MethodArn {
  readonly arn: string;
  /** `arn:…:{apiId}/{stage}`: what the ARNs of all methods of this stage begin with. */
  readonly stage: string;
  readonly method: string;
  /** The raw path as sent, with its leading slash and without the stage. */
  readonly path: string;
}

/** Colons and slashes may stand in the path, so only the part in front of it is taken apart. */
const shape = /^(arn:[\w-]+:execute-api:[\w-]*:\d*:[^/:]+\/[^/]+)\/([A-Z]+)\/(.*)$/s;

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 * @throws {Error} when this is not the ARN of a method: then nothing can be decided.
 */
export const parseMethodArn = (arn: string): MethodArn => {
  const [, stage, method, path] = shape.exec(arn) ?? [];
  if (stage === undefined || method === undefined || path === undefined)
    throw new Error(`methodArn is not arn:…:execute-api:…:{apiId}/{stage}/{METHOD}/{path}: ${JSON.stringify(arn)}`);
  return { arn, stage, method, path: `/${path}` };
};
