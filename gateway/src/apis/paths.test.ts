import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { verdictCache } from "../authorizers/verdict-cache.ts";
import { authorizeByFunction } from "../http-api/authorizers/authorize-by-function.ts";
import { authorizer as authorizerOfHttpApi } from "../http-api/authorizers/testing/asked.ts";
import { startHttpApi } from "../http-api/testing/gateway.ts";
import { mapping } from "../http-api/testing/mappings.ts";
import { privateRoute } from "../http-api/testing/routes.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { type Backend, startBackend } from "../testing/backend.ts";
import { stage, startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";

// What the authorizer judged is what the service gets, byte for byte; and nobody comes to what he has no grant for.

const arnOf = (path: string) => `arn:aws:execute-api:us-east-1:000000000000:gatehouse0/local/GET${path}`;
const judged: string[] = [];

/** Grants everything below `/free`, and nothing else. */
const granting: InvokeFunction = async (_arn, event) => {
  const { methodArn, routeArn } = event as { methodArn?: string; routeArn?: string };
  judged.push(methodArn ?? routeArn ?? "");
  const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: arnOf("/free/*") };
  return {
    kind: "result",
    value: { principalId: "alice", policyDocument: { Version: "2012-10-17", Statement: [statement] } },
  };
};

/** The path as the most generous of services would read it. */
const mostGenerous = (url: string) => {
  const segments: string[] = [];
  const decoded = url
    .replace(/\?.*/, "")
    .replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  for (const segment of decoded
    .toLowerCase()
    .split(/[/\\]+/)
    .map((each) => each.replace(/;.*/, "").trim()))
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  return `/${segments.join("/")}`;
};

const domains = [
  { name: "unbased", mappings: [{ basePath: "", api: stage.apiId, stage: stage.name }] },
  { name: "based", mappings: [{ basePath: "base", api: stage.apiId, stage: stage.name }] },
];

const resources = ["/admin", "/admin/{id}", "/{proxy+}"];

type Start = (folder: string) => Promise<TestedGateway>;

const startRestApi: Start = (folder) => {
  const routes = resources.map((resource) => httpRoute("GET", resource, { authorizer: tokenAuthorizer }));
  return startGateway({ folder, invoke: granting, routes, domains });
};

/** Its backends get the path as a mapping says, which here is the one without the stage. */
const startOther: Start = (folder) => {
  const authorization = { type: "CUSTOM", authorizer: { ...authorizerOfHttpApi(), resultTtl: 0 } } as const;
  const requestMappings = [mapping("overwrite:path", "$request.path")];
  const routes = resources.map((path) => privateRoute(`GET ${path}`, { authorization, requestMappings }));
  const ports = { invoke: granting, cache: verdictCache({ now: () => 0, size: 1 }), now: () => 0 };
  return startHttpApi({
    folder,
    stage,
    targets: { "*": "trades" },
    authorize: (asked, facts) => authorizeByFunction(authorization.authorizer, asked, facts, ports),
    routes,
    domains,
  });
};

describe.each<[ApiKind, Start]>([
  ["REST", startRestApi],
  ["HTTP", startOther],
])("%s APIs", (kind, start) => {
  let backend: Backend;
  let gateway: TestedGateway;
  beforeAll(async () => {
    backend = await startBackend();
    gateway = await start(backend.folder);
  });
  afterAll(async () => {
    await gateway.close();
    await backend.close();
  });
  beforeEach(() => {
    backend.reset();
    judged.length = 0;
  });

  const ask = async (target: string, host = "unbased") => {
    const { answers } = await converse(
      gateway.port,
      raw(`GET ${target} HTTP/1.1`, `Host: ${host}`, "Authorization: Bearer alice", "Connection: close"),
    );
    return answers[0]?.status;
  };

  describe("a granted path goes on as it was judged", () => {
    test.each([
      "/free/x",
      "/free/x/",
      "/free/x//y",
      "/free//x",
      "/free/a%20b",
      "/free/a%2Fb",
      "/free/a%2fb",
      "/free/%E2%82%AC",
      "/free/a+b",
      "/free/a;v=1",
      "/free/a:b@c",
      "/free/a%25b",
      "/free/%2561dmin",
      "/free/...",
      "/free/a..b",
      "/free/.hidden",
      "/free/{x}",
      "/free/a|b^c",
      "/free/'\"<x>",
      "/free/*",
      "/free/$",
      "/free/~x",
      "/free/__proto__",
    ])("%s", async (path) => {
      expect(await ask(path)).toBe(200);
      expect(judged).toEqual([arnOf(path)]);
      // Of REST APIs a slash at the end is of no account in matching, and no part of `{proxy}`.
      const url = kind === "REST" ? path.replace(/\/$/, "") : path;
      expect(backend.seen.map((seen) => seen.url)).toEqual([url]);
      expect(mostGenerous(backend.seen[0]?.url ?? "")).toMatch(/^\/free\//);
    });

    test.each([
      ["/free/x?../admin", "/free/x", "/free/x?../admin"],
      ["/free/x?a=%00&b=%2e%2e%2f", "/free/x", "/free/x?a=%00&b=%2e%2e%2f"],
      ["/free/x??", "/free/x", "/free/x??"],
      ["//free/x", "/free/x", "/free/x"],
      ["///free/x", "/free/x", "/free/x"],
    ])("%s", async (target, path, url) => {
      expect(await ask(target)).toBe(200);
      expect([judged, backend.seen.map((seen) => seen.url)]).toEqual([[arnOf(path)], [url]]);
    });

    test.each([
      ["/base/free/x", "/free/x"],
      ["//base/free/x", "/free/x"],
      ["/base//free/x", "/free/x"],
    ])("behind a base path: %s", async (target, path) => {
      expect(await ask(target, "based")).toBe(200);
      expect([judged, backend.seen.map(({ url }) => url)]).toEqual([[arnOf(path)], [path]]);
    });
  });

  describe("nothing leads to what is not granted", () => {
    test.each([
      "/admin",
      "/admin/",
      "//admin",
      "/admin//",
      "/admin/1",
      "/ADMIN",
      "/%61dmin",
      "/%61%64%6d%69%6e",
      "/admi%6E",
      "/admin%2f",
      "/admin%2F1",
      "/admin%20",
      "/admin%09",
      "/admin%00",
      "/admin;x=1",
      "/admin;/1",
      "/admin.",
      "/admin?free/x",
      "/admin#/free/x",
      "/;/admin",
      "/./admin",
      "/.;/admin",
      "/%2e/admin",
      "/%2f/admin",
      "/%5cadmin",
      "/\\admin",
      "/free/../admin",
      "/free/x/../../admin",
      "/free/..;/admin",
      "/free/..;x=1/admin",
      "/free/..%2fadmin",
      "/free/..%2Fadmin",
      "/free%2f..%2fadmin",
      "/free/..%5cadmin",
      "/free/..\\admin",
      "/free\\..\\admin",
      "/free/%2e%2e/admin",
      "/free/%2E%2E/admin",
      "/free/.%2e/admin",
      "/free/%2e./admin",
      "/free/%2e%2e%2fadmin",
      "/free/%2e%2e%5cadmin",
      "/free/%2e%2e;/admin",
      "/free/..",
      "/free/%2e%2e",
      "/free/x%0d%0aX-User-Id:%20evil",
      "/free/%0a/admin",
      "/free/..%c0%afadmin",
      "/free/%c0%ae%c0%ae/admin",
      "/free/..%e0%80%afadmin",
      "/free/%",
      "/free/%zz",
      "/free/%u002e%u002e/admin",
      "/fre%65/../admin",
      "http://unbased/admin",
      "http://unbased/free/../admin",
      "*",
      "admin",
    ])("%s", async (target) => {
      expect([400, 403, 404]).toContain(await ask(target));
      expect(backend.seen).toEqual([]);
      for (const arn of judged) expect(arn).not.toContain("/GET/free");
    });

    test.each([
      "/free/x",
      "/base/../free/x",
      "/base/..%2ffree/x",
      "/base/%2e%2e/free/x",
      "/%62ase/free/x",
      "/base%2ffree/x",
      "/base%2Ffree/x",
      "/BASE/free/x",
      "/bas",
      "/baseline/free/x",
      "/base;/free/x",
      "/base./free/x",
      "/./base/free/x",
      "/x/base/free/x",
      "/local/free/x",
      "/base",
      "/base/admin",
      "/base/%61dmin",
      "/base/free/../admin",
    ])("behind a base path: %s", async (target) => {
      expect([400, 403, 404]).toContain(await ask(target, "based"));
      expect(backend.seen).toEqual([]);
    });
  });

  describe("at the API's own endpoint, the stage comes first", () => {
    const own = "gatehouse0.execute-api.localhost";
    test.each([
      ["/local/free/x", "/free/x"],
      ["//local/free/x", "/free/x"],
      ["/local//free/x", "/free/x"],
    ])("%s", async (target, path) => {
      expect(await ask(target, own)).toBe(200);
      expect([judged, backend.seen.map(({ url }) => url)]).toEqual([[arnOf(path)], [path]]);
    });

    test.each([
      "/free/x",
      "/LOCAL/free/x",
      "/Local/free/x",
      "/%6cocal/free/x",
      "/local%2ffree/x",
      "/local/../local/free/x",
      "/./local/free/x",
      "/local;/free/x",
      "/locale/free/x",
      "/local/admin",
      "/local/free/..%2fadmin",
    ])("%s is refused", async (target) => {
      expect([400, 403, 404]).toContain(await ask(target, own));
      expect(backend.seen).toEqual([]);
    });
  });
});
