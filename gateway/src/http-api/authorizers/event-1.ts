import type { Identity } from "../../authorizers/identity.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
import { queryValues } from "../../request/query-values.ts";
import { requestContext, resourceOf } from "../events/payload-1.ts";
import { headerValues, lastOfEach } from "../events/request-maps.ts";
import type { Asked } from "../exchange.ts";

/**
 * What a function of payload format 1.0 is given: everything about the request but its body, maps without entries
 * included. Members stand in the order of the guide's example. Unconfirmed: names of headers, which the guide says are in
 * lower case, and the last value of those that are repeated, as in a REST API's events.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const event1 = (asked: Asked, identity: Identity) => {
  const { request, pathParameters, stage } = asked;
  const identitySource = identity.map((values) => values.join(",")).join(",");
  return {
    version: "1.0",
    type: "REQUEST",
    methodArn: methodArn(asked),
    identitySource,
    authorizationToken: identitySource,
    resource: resourceOf(asked),
    path: request.fullPath,
    httpMethod: request.method,
    headers: lastOfEach(headerValues(request.headers)),
    queryStringParameters: lastOfEach(queryValues(request)),
    pathParameters,
    stageVariables: stage.variables,
    requestContext: requestContext(asked),
  };
};
