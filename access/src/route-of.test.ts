import { expect, test } from "@jest/globals";
import { routeOf } from "./route-of.ts";

const route = (method: string, path: string) => ({ method, path, open: false });

const routes = [
  route("GET", "/$default"),
  route("GET", "/{proxy+}"),
  route("GET", "/a/{id}"),
  route("GET", "/a/{proxy+}"),
  route("GET", "/a/b"),
  route("POST", "/a/{id}"),
  route("GET", "/{x}/b/c.d"),
];

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html, Route evaluation
test.each([
  ["GET", "/a/b", "/a/b"],
  ["GET", "/a/c", "/a/{id}"],
  ["POST", "/a/b", "/a/{id}"],
  ["GET", "/a/b/c", "/a/{proxy+}"],
  ["GET", "/x/b/c.d", "/{x}/b/c.d"],
  ["GET", "/x/b/cxd", "/{proxy+}"],
  ["GET", "/", "/$default"],
  ["POST", "/a", undefined],
  ["PUT", "/a/b", undefined],
])("%s %s is of %s", (method, path, expected) => {
  expect(routeOf(routes, method, path)?.path).toBe(expected);
});
