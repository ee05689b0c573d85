import { expect, test } from "@jest/globals";
import { authorizerEvent } from "./event.ts";
import { asked, request } from "./testing/asked.ts";

// Recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-rest/authorizer-request.json).
const recorded = {
  type: "REQUEST",
  methodArn: "arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/POST/lambda-request",
  resource: "/lambda-request",
  path: "/lambda-request",
  httpMethod: "POST",
  headers: { Authorization: "Bearer foo", "Content-Length": "0", "User-Agent": "HTTPie/3.2.2" },
  multiValueHeaders: { Authorization: ["Bearer foo"], "Content-Length": ["0"], "User-Agent": ["HTTPie/3.2.2"] },
  queryStringParameters: {},
  multiValueQueryStringParameters: {},
  pathParameters: {},
  stageVariables: {},
  requestContext: {
    resourceId: "",
    resourcePath: "/lambda-request",
    httpMethod: "POST",
    extendedRequestId: "ZhFsxGQDDoEEMig=",
    requestTime: "17/Jun/2024:15:02:03 +0000",
    path: "/prod/lambda-request",
    accountId: "123456789012",
    protocol: "HTTP/1.1",
    stage: "prod",
    domainPrefix: "puhdx84jy9",
    requestTimeEpoch: 1718636523035,
    requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: "15.248.3.126",
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: "HTTPie/3.2.2",
      user: null,
    },
    domainName: "puhdx84jy9.execute-api.eu-west-1.amazonaws.com",
    deploymentId: "",
    apiId: "puhdx84jy9",
  },
};

test("a REQUEST event has the members of the recorded one, in its order", () => {
  const sent = asked(request(), {
    method: "POST",
    path: "/lambda-request",
    headers: Object.entries(recorded.headers),
  });
  const event = JSON.parse(JSON.stringify(authorizerEvent(request(), sent, ""))) as typeof recorded;
  expect(event.requestContext.resourceId).toMatch(/^[a-z0-9]{6}$/);
  expect(event.requestContext.deploymentId).toMatch(/^[a-z0-9]{6}$/);
  event.requestContext.resourceId = "";
  event.requestContext.deploymentId = "";
  expect(JSON.stringify(event)).toBe(JSON.stringify(recorded));
});

test("repeated headers and parameters: the last one, and all of them", () => {
  const sent = asked(request(), {
    query: "category=electronics&category=books&a=1+2%203&empty&__proto__=x",
    headers: [
      ["X-Many", "1"],
      ["X-Many", "2"],
      ["tEsT-HEADeR", "kept"],
    ],
    resource: "/{proxy+}",
    pathParameters: { proxy: "a%2Bb" },
  });
  expect(JSON.parse(JSON.stringify(authorizerEvent(request(), sent, "")))).toMatchObject({
    headers: { "X-Many": "2", "tEsT-HEADeR": "kept" },
    multiValueHeaders: { "X-Many": ["1", "2"] },
    queryStringParameters: { category: "books", a: "1 2 3", empty: "" },
    multiValueQueryStringParameters: { category: ["electronics", "books"] },
    pathParameters: { proxy: "a%2Bb" },
  });
});
