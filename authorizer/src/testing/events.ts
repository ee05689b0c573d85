import type { APIGatewayRequestAuthorizerEvent, APIGatewayTokenAuthorizerEvent } from "@gatehouse/lambda/events.ts";

export const stageArn = "arn:aws:execute-api:us-east-1:000000000000:gatehouse0/local";

/** A REST REQUEST event as API Gateway sends it, with every value of each header. */
export const requestEvent = (
  method = "GET",
  path = "/trades/1",
  headers: Record<string, string | string[]> = {},
  resource = "/trades/{tradeId}",
): APIGatewayRequestAuthorizerEvent => ({
  type: "REQUEST",
  methodArn: `${stageArn}/${method}${path}`,
  resource,
  path,
  httpMethod: method,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().at(-1)])),
  multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()])),
  pathParameters: {},
  queryStringParameters: {},
  multiValueQueryStringParameters: {},
  stageVariables: {},
  requestContext: {
    requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
  } as APIGatewayRequestAuthorizerEvent["requestContext"],
});

export const tokenEvent = (authorizationToken: string): APIGatewayTokenAuthorizerEvent => ({
  type: "TOKEN",
  methodArn: `${stageArn}/GET/trades/1`,
  authorizationToken,
});
