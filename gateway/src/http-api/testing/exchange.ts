import type { IncomingMessage } from "node:http";
import type { Stage } from "../../apis/stage.ts";
import type { ApiRequest } from "../../request/client-request.ts";
import type { Route } from "../api.ts";
import type { Exchange } from "../exchange.ts";

export const stage: Stage = {
  region: "eu-west-1",
  accountId: "123456789012",
  apiId: "lsw1ro4ipb",
  name: "$default",
  variables: {},
};

/** A request to `POST /lambda`, as one was recorded on AWS on 2024-06-17. */
export const requestOf = (given: Partial<ApiRequest> = {}): ApiRequest => ({
  requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
  extendedRequestId: "ZhNHJhhLjoEEPiw=",
  time: 1_718_639_559_080,
  method: "POST",
  path: "/lambda",
  fullPath: given.path ?? "/lambda",
  basePath: null,
  query: "",
  protocol: "HTTP/1.1",
  sourceIp: "15.248.3.126",
  domainName: "lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com",
  headers: [["User-Agent", "HTTPie/3.2.2"]],
  body: null as unknown as IncomingMessage,
  ...given,
});

export const routeOf = (given: Partial<Route> = {}): Route => ({
  routeKey: "POST /lambda",
  method: "POST",
  path: "/lambda",
  authorization: { type: "NONE" },
  integration: {
    type: "AWS_PROXY",
    functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:lambda",
    payloadFormatVersion: "2.0",
    requestMappings: [],
    responseMappings: new Map(),
    timeout: 30_000,
  },
  place: "api.yaml:1",
  ...given,
});

export const exchangeOf = (given: Partial<Exchange> = {}): Exchange => ({
  request: requestOf(),
  stage,
  route: routeOf(),
  pathParameters: {},
  authorization: null,
  ...given,
});
