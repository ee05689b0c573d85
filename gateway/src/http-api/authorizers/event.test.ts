import { describe, expect, test } from "@jest/globals";
import { requestOf, routeOf, stage } from "../testing/exchange.ts";
import { event1 } from "./event-1.ts";
import { event2 } from "./event-2.ts";
import { asked } from "./testing/asked.ts";

// Recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-http/authorizer-request.json),
// less the headers that the client's HTTP library adds.
const recorded = {
  version: "2.0",
  type: "REQUEST",
  routeArn: "arn:aws:execute-api:eu-west-1:123456789012:lsw1ro4ipb/$default/POST/lambda",
  identitySource: ["Bearer foo"],
  routeKey: "POST /lambda",
  rawPath: "/lambda",
  rawQueryString: "",
  headers: { authorization: "Bearer foo", "content-length": "0", "user-agent": "HTTPie/3.2.2" },
  requestContext: {
    accountId: "123456789012",
    apiId: "lsw1ro4ipb",
    domainName: "lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com",
    domainPrefix: "lsw1ro4ipb",
    http: {
      method: "POST",
      path: "/lambda",
      protocol: "HTTP/1.1",
      sourceIp: "15.248.3.126",
      userAgent: "HTTPie/3.2.2",
    },
    requestId: "ZhNHJhhLjoEEPiw=",
    routeKey: "POST /lambda",
    stage: "$default",
    time: "17/Jun/2024:15:52:39 +0000",
    timeEpoch: 1718639559080,
  },
};

const posted = {
  request: requestOf({
    headers: [
      ["User-Agent", "HTTPie/3.2.2"],
      ["Content-Length", "0"],
      ["Authorization", "Bearer foo"],
    ],
  }),
  stage,
  route: routeOf(),
  pathParameters: {},
};

/** `GET /test/my/a%2Bb?…` on the stage test, with everything that an event may hold. */
const rich = asked(
  {
    path: "/my/a%2Bb",
    fullPath: "/test/my/a%2Bb",
    query: "b=1&a=value1&a=value2&plus=x+y%20z&empty",
    headers: [
      ["X-Many", "1"],
      ["cookie", "a=1; b=2"],
      ["x-MANY", "2"],
      ["Cookie", "c=3"],
    ],
  },
  {
    stage: { ...stage, name: "test", variables: { tableName: "trades" } },
    route: routeOf({ routeKey: "ANY /my/{proxy+}", method: "ANY", path: "/my/{proxy+}" }),
    pathParameters: { proxy: "a%2Bb" },
  },
);

const parsed = (event: object) => JSON.parse(JSON.stringify(event)) as Record<string, unknown>;

describe("payload format 2.0", () => {
  test("has the members of the recorded event, in its order", () => {
    expect(JSON.stringify(event2(posted, [["Bearer foo"]]))).toBe(JSON.stringify(recorded));
  });

  test("has what the request gives more of, in the documented order", () => {
    const event = parsed(event2(rich, [["1", "2"], ["user1"]]));
    expect(Object.keys(event)).toEqual([
      ...["version", "type", "routeArn", "identitySource", "routeKey", "rawPath", "rawQueryString", "cookies"],
      ...["headers", "queryStringParameters", "requestContext", "pathParameters", "stageVariables"],
    ]);
    expect(event).toMatchObject({
      routeArn: "arn:aws:execute-api:eu-west-1:123456789012:lsw1ro4ipb/test/GET/my/a%2Bb",
      identitySource: ["1,2", "user1"],
      routeKey: "ANY /my/{proxy+}",
      rawPath: "/test/my/a%2Bb",
      rawQueryString: "b=1&a=value1&a=value2&plus=x+y%20z&empty",
      cookies: ["a=1", "b=2", "c=3"],
      pathParameters: { proxy: "a%2Bb" },
      stageVariables: { tableName: "trades" },
      requestContext: { http: { method: "GET", path: "/test/my/a%2Bb", userAgent: "" }, stage: "test" },
    });
    expect(JSON.stringify(event.headers)).toBe('{"x-many":"1,2"}');
    expect(JSON.stringify(event.queryStringParameters)).toBe('{"a":"value1,value2","b":"1","empty":"","plus":"x y z"}');
  });

  test("has null for the identity of an authorizer without sources", () => {
    expect(event2(posted, []).identitySource).toBeNull();
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
describe("payload format 1.0", () => {
  test("has the members of the documented event, in its order", () => {
    const event = parsed(event1(rich, [["user1"], ["123"]]));
    expect(Object.keys(event)).toEqual([
      ...["version", "type", "methodArn", "identitySource", "authorizationToken", "resource", "path", "httpMethod"],
      ...["headers", "queryStringParameters", "pathParameters", "stageVariables", "requestContext"],
    ]);
    expect(event).toMatchObject({
      version: "1.0",
      type: "REQUEST",
      methodArn: "arn:aws:execute-api:eu-west-1:123456789012:lsw1ro4ipb/test/GET/my/a%2Bb",
      identitySource: "user1,123",
      authorizationToken: "user1,123",
      resource: "/my/{proxy+}",
      httpMethod: "GET",
      headers: { "x-many": "2", cookie: "c=3" },
      queryStringParameters: { a: "value2", b: "1", empty: "", plus: "x y z" },
      pathParameters: { proxy: "a%2Bb" },
      stageVariables: { tableName: "trades" },
      requestContext: {
        accountId: "123456789012",
        apiId: "lsw1ro4ipb",
        httpMethod: "GET",
        identity: { sourceIp: "15.248.3.126" },
        requestId: "ZhNHJhhLjoEEPiw=",
        resourceId: null,
        resourcePath: "/my/{proxy+}",
        stage: "test",
      },
    });
  });

  test("has empty maps where there is nothing, and $default for the route without a path", () => {
    const route = routeOf({ routeKey: "$default", method: "ANY", path: null });
    expect(event1({ ...posted, route }, [])).toMatchObject({
      identitySource: "",
      resource: "$default",
      queryStringParameters: {},
      pathParameters: {},
      stageVariables: {},
      requestContext: { resourcePath: "$default" },
    });
  });
});
