import { partition, type Stage } from "../apis/stage.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";

interface Asked {
  readonly stage: Stage;
  readonly request: { readonly method: string; readonly path: string };
}

/**
 * The ARN that a policy is evaluated against: the method and the path of the request itself, not of its route, with
 * escapes, colons and a slash at the end as the client sent them. The stage `$default` stands in it by that name.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export const methodArn = ({ stage, request }: Asked): string =>
  `arn:${partition(stage.region)}:execute-api:${stage.region}:${stage.accountId}:${stage.apiId}/${stage.name}/${request.method}${pathWithoutExtraSlashes(request.path)}`;
