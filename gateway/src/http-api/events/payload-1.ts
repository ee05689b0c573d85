// What events of payload format 1.0 have in common. No recording of one is known: what is said here follows the examples
// of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html.

import { domainPrefix } from "../../request/domain-prefix.ts";
import { requestTime } from "../../request/request-time.ts";
import type { Asked } from "../exchange.ts";
import { headerValues } from "./request-maps.ts";

/** The template of the route's path, or `$default`. */
export const resourceOf = ({ route }: Pick<Asked, "route">): string => route.path ?? route.routeKey;

/** @param authorizer `{authorizer: …}` in events of integrations. */
export const requestContext = ({ request, route, stage }: Asked, authorizer: object = {}) => ({
  accountId: stage.accountId,
  apiId: stage.apiId,
  ...authorizer,
  domainName: request.domainName,
  domainPrefix: domainPrefix(request),
  extendedRequestId: request.extendedRequestId,
  httpMethod: request.method,
  identity: {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.sourceIp,
    user: null,
    userAgent: headerValues(request.headers).get("user-agent")?.at(-1) ?? "",
    userArn: null,
  },
  path: request.fullPath,
  protocol: request.protocol,
  requestId: request.extendedRequestId,
  requestTime: requestTime(request.time),
  requestTimeEpoch: request.time,
  resourceId: null,
  resourcePath: resourceOf({ route }),
  stage: stage.name,
});
