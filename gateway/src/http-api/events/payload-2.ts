// What events of payload format 2.0 have in common, for authorizers and for integrations. Members stand in the order
// recorded on AWS on 2024-06-17 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-http).
import type { ClientRequest } from "../../request/client-request.ts";
import { domainPrefix } from "../../request/domain-prefix.ts";
import { queryValues } from "../../request/query-values.ts";
import { requestTime } from "../../request/request-time.ts";
import type { Asked } from "../exchange.ts";
import { cookiesIn, headerValues, joined, whereGiven } from "./request-maps.ts";

/**
 * The members before `requestContext`. A cookie stands in `cookies` and not among the headers. Unconfirmed for events of
 * authorizers, whose documented example has both kinds and no `Cookie`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @param headers those that the function may see.
 */
export const requestMembers = ({ request, route }: Asked, headers: ClientRequest["headers"]) => ({
  routeKey: route.routeKey,
  // With the stage in front where it has a name, as the client sent it.
  rawPath: request.fullPath,
  rawQueryString: request.query,
  ...whereGiven({ cookies: cookiesIn(headers) }),
  headers: joined(headerValues(headers.filter(([name]) => name.toLowerCase() !== "cookie"))),
  ...whereGiven({ queryStringParameters: joined(queryValues(request)) }),
});

/** @param authorizer `{authorizer: …}` in events of integrations. */
export const requestContext = ({ request, route, stage }: Asked, authorizer: object = {}) => ({
  accountId: stage.accountId,
  apiId: stage.apiId,
  ...authorizer,
  domainName: request.domainName,
  domainPrefix: domainPrefix(request),
  http: {
    method: request.method,
    path: request.fullPath,
    protocol: request.protocol,
    sourceIp: request.sourceIp,
    // Unconfirmed: what stands here when the client sends none.
    userAgent: headerValues(request.headers).get("user-agent")?.at(-1) ?? "",
  },
  requestId: request.extendedRequestId,
  routeKey: route.routeKey,
  stage: stage.name,
  time: requestTime(request.time),
  timeEpoch: request.time,
});
