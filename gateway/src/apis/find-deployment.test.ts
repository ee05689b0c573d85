import { describe, expect, test } from "@jest/globals";
import type { ClientRequest } from "../request/client-request.ts";
import { type Deployment, deploymentFinder } from "./find-deployment.ts";

const stage = { region: "eu-west-1", accountId: "123456789012", apiId: "abcdefghij", name: "prod", variables: {} };
const answer: Deployment["answer"] = async () => ({ status: 200, headers: [], body: null });
const deployment = (changes: Partial<Deployment> = {}): Deployment => ({
  kind: "REST",
  stage,
  answer,
  trial: () => answer,
  hasOwnEndpoint: true,
  listeners: [],
  ...changes,
});
const domains = [{ name: "api.example", mappings: [{ basePath: "v1", api: stage.apiId, stage: stage.name }] }];
const found = (url: string, one: Deployment) => {
  const { host, pathname } = new URL(url);
  const at = deploymentFinder([one], domains)({ domainName: host, path: pathname } as ClientRequest);
  return at === null || at === "no stage" ? at : at.request.path;
};

describe("an API is reached", () => {
  const own = "http://abcdefghij.execute-api.localhost:8080";

  test.each<[url: string, path: string | null, pathOfDisabled: string | null]>([
    [`${own}/prod/trades`, "/trades", null],
    ["https://abcdefghij.execute-api.eu-west-1.amazonaws.com/prod/trades", "/trades", null],
    ["https://api.example/v1/trades", "/trades", "/trades"],
    [`${own}/dev/trades`, null, null],
    ["https://api.example/v2/trades", null, null],
    ["https://other.example/v1/trades", null, null],
  ])("at %s as %j, its own endpoint disabled as %j", (url, path, pathOfDisabled) => {
    expect(found(url, deployment())).toBe(path);
    expect(found(url, deployment({ hasOwnEndpoint: false }))).toBe(pathOfDisabled);
  });

  test.each<[stage: string, url: string, path: string | null, pathOfDisabled: string | null]>([
    ["prod", `${own}/prod/trades`, "/trades", "no stage"],
    ["prod", `${own}/trades`, "no stage", "no stage"],
    ["$default", `${own}/trades`, "/trades", "no stage"],
    ["$default", `${own}/prod/trades`, "/prod/trades", "no stage"],
    ["prod", "http://klmnopqrst.execute-api.localhost/trades", null, null],
    ["prod", "https://api.example/v1/trades", "/trades", "/trades"],
    ["prod", "https://api.example/v2/trades", null, null],
  ])("of kind HTTP on stage %s at %s as %j, its own endpoint disabled as %j", (name, url, path, pathOfDisabled) => {
    const one = deployment({ kind: "HTTP", stage: { ...stage, name } });
    expect(found(url, one)).toBe(path);
    expect(found(url, { ...one, hasOwnEndpoint: false })).toBe(pathOfDisabled);
  });
});

describe("the beginning of a path in another spelling", () => {
  const other = { ...stage, apiId: "0123456789" };
  const deployments = [deployment(), deployment({ stage: other })];
  const mappings = [
    { basePath: "v1", api: stage.apiId, stage: stage.name },
    { basePath: "trading/v1", api: stage.apiId, stage: stage.name },
    { basePath: "", api: other.apiId, stage: other.name },
  ];
  const at = (domainName: string, path: string, all: readonly Deployment[] = deployments) => {
    const served = deploymentFinder(all, [{ name: "api.example", mappings }])({ domainName, path } as ClientRequest);
    if (!served || served === "no stage") return served;
    return `${served.deployment.stage.apiId} ${served.deployment.stage.name} ${served.request.path}`;
  };

  test.each([
    ["/v1/x", "abcdefghij prod /x"],
    ["/v1", "abcdefghij prod /"],
    ["/v1/", "abcdefghij prod /"],
    ["//v1/x", "abcdefghij prod /x"],
    ["/v1//x", "abcdefghij prod /x"],
    ["/v1//", "abcdefghij prod /"],
    ["/trading/v1/x", "abcdefghij prod /x"],
    ["/v10/x", "0123456789 prod /v10/x"],
    ["/V1/x", "0123456789 prod /V1/x"],
    ["/trading/x", "0123456789 prod /trading/x"],
    ["/a%2Fb", "0123456789 prod /a%2Fb"],
    ["/%2Fv10/x", "0123456789 prod /%2Fv10/x"],
    ["/%5Cv10/x", "0123456789 prod /%5Cv10/x"],
    ["/v10%5Cx", "0123456789 prod /v10%5Cx"],
    ["/v1/%76%31", "abcdefghij prod /%76%31"],
    ["/%761/x", null],
    ["/v%31", null],
    ["/v1%2Fx", null],
    ["/trading%2fv1/x", null],
    ["/tr%61ding/v1/x", null],
    ["/%2Fv1/x", null],
    ["/%2f%2Fv1", null],
    ["/%5Cv1/x", null],
    ["/v1%5Cx", null],
    ["/v1\\x", null],
    ["/trading%5cv1/x", null],
  ])("%s at a domain is %s", (path, expected) => expect(at("api.example", path)).toBe(expected));

  const byDefault = [deployment({ kind: "HTTP" }), deployment({ kind: "HTTP", stage: { ...stage, name: "$default" } })];
  test.each([
    ["/prod/x", "abcdefghij prod /x", "abcdefghij prod /x"],
    ["//prod/x", "abcdefghij prod /x", "abcdefghij prod /x"],
    ["/PROD/x", null, "abcdefghij $default /PROD/x"],
    ["/production/x", null, "abcdefghij $default /production/x"],
    ["/pro%64/x", null, null],
    ["/prod%2Fx", null, null],
    ["/%2Fprod/x", null, null],
    ["/%5Cprod/x", null, null],
    ["/prod%5Cx", null, null],
    ["/%2Fproduction/x", null, "abcdefghij $default /%2Fproduction/x"],
    ["/production%5Cx", null, "abcdefghij $default /production%5Cx"],
  ])("%s at an API's own endpoint is %s, of an HTTP API with $default %s", (path, rest, http) => {
    expect(at("abcdefghij.execute-api.localhost", path)).toBe(rest);
    expect(at("abcdefghij.execute-api.localhost", path, byDefault)).toBe(http);
  });
});
