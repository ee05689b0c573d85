import type { HttpProxy, LambdaProxy, Route, RouteAuthorization } from "../api.ts";

const invocable = "arn:aws:lambda:eu-west-1:123456789012:function:";

/** For those who say `Authorization: alice`. */
export const guarded: RouteAuthorization = {
  type: "CUSTOM",
  authorizer: {
    kind: "REQUEST",
    name: "guard",
    functionArn: `${invocable}guard`,
    payloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    identitySources: [],
    resultTtl: 0,
  },
};

const routeTo = (routeKey: string, integration: Route["integration"], authorization: RouteAuthorization): Route => {
  const [method = "", path = null] = routeKey === "$default" ? ["ANY"] : routeKey.split(" ");
  return { routeKey, method, path, authorization, integration, place: "api.yaml:1" };
};

export const listener = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/trades/0a1b2c3d/4e5f6a7b";

/** A route to a private service. */
export const privateRoute = (
  routeKey: string,
  { authorization = { type: "NONE" }, ...changes }: Partial<HttpProxy> & { authorization?: RouteAuthorization } = {},
): Route =>
  routeTo(
    routeKey,
    {
      type: "HTTP_PROXY",
      httpMethod: "ANY",
      connection: { type: "VPC_LINK", id: "vpclink", arn: listener, serverName: null },
      requestMappings: [],
      responseMappings: new Map(),
      timeout: 30_000,
      ...changes,
    },
    authorization,
  );

/** A route to a function. */
export const lambdaRoute = (
  routeKey: string,
  { authorization = { type: "NONE" }, ...changes }: Partial<LambdaProxy> & { authorization?: RouteAuthorization } = {},
): Route =>
  routeTo(
    routeKey,
    {
      type: "AWS_PROXY",
      functionArn: `${invocable}echo`,
      payloadFormatVersion: "2.0",
      requestMappings: [],
      responseMappings: new Map(),
      timeout: 30_000,
      ...changes,
    },
    authorization,
  );
