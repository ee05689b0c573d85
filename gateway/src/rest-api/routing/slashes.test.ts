import { describe, expect, test } from "@jest/globals";
import { deploymentFinder } from "../../apis/find-deployment.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
import type { ClientRequest } from "../../request/client-request.ts";
import type { Route } from "../api.ts";
import { requestContext, requestEvent } from "../events/request-event.ts";
import { findRoute } from "./find-route.ts";
import { resourceTree } from "./resource-tree.ts";

const stage = { region: "eu-west-1", accountId: "123456789012", apiId: "abcdefghij", name: "stage", variables: {} };
const tree = resourceTree(["/hardcoded", "/{proxy+}"].map((resource) => ({ method: "GET", resource }) as Route));
const answer = async () => ({ status: 200, headers: [], body: null });
const find = deploymentFinder(
  [
    {
      kind: "REST",
      stage,
      answer,
      trial: () => answer,
      hasOwnEndpoint: true,
      listeners: [],
    },
  ],
  [],
);

/** What a function behind the API's own endpoint is told. */
const told = (path: string) => {
  const sent = { path, method: "GET", query: "", headers: [], domainName: "abcdefghij.execute-api.localhost", time: 0 };
  const found = find(sent as unknown as ClientRequest);
  if (found === null || found === "no stage") throw new Error(`nothing is served at ${path}`);
  const { request } = found;
  const known = { request, stage, ...findRoute(tree, "GET", request.path)!, apiKey: null };
  const { resource, path: eventPath, pathParameters } = requestEvent(known, [], {});
  const arn = methodArn(known).replace(/^.*abcdefghij\//, "");
  return [resource, eventPath, requestContext(known).path, Object(pathParameters).proxy ?? null, arn];
};

// From localstack's recording of AWS, 2024-08-02.
describe("slashes at an API's own endpoint (recorded on AWS)", () => {
  test.each<[path: string, resource: string, eventPath: string, contextPath: string, proxy: string | null]>([
    ["/stage/proxy-value", "/{proxy+}", "/proxy-value", "/stage/proxy-value", "proxy-value"],
    ["/stage/proxy-value/", "/{proxy+}", "/proxy-value/", "/stage/proxy-value/", "proxy-value"],
    [
      "/stage/proxy-value//double-slash",
      "/{proxy+}",
      "/proxy-value//double-slash",
      "/stage/proxy-value//double-slash",
      "proxy-value//double-slash",
    ],
    ["//stage/proxy-value", "/{proxy+}", "/proxy-value", "/stage/proxy-value", "proxy-value"],
    ["/stage//proxy-value", "/{proxy+}", "/proxy-value", "/stage//proxy-value", "proxy-value"],
    ["/stage//hardcoded", "/hardcoded", "/hardcoded", "/stage//hardcoded", null],
  ])("%s is %s, shown as %s and %s", (path, resource, eventPath, contextPath, proxy) => {
    expect(told(path)).toEqual([resource, eventPath, contextPath, proxy, `stage/GET${eventPath}`]);
  });
});
