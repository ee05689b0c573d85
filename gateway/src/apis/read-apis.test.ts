import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { noFacts } from "../facts/facts.ts";
import { readApis } from "./read-apis.ts";

const definition = `openapi: 3.0.3
info: { title: test, version: "1" }
paths:
  /:
    get:
      security: []
      responses: { default: { description: "" } }
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: "http://localhost/" }
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-apis-"));
  writeFileSync(join(folder, "api.yaml"), definition);
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...stages: readonly string[]) => {
  const lines = stages.map((stage, index) => `      - { name: s${index}, ${stage} }\n`);
  writeFileSync(
    join(folder, "apis.yaml"),
    `apis:\n  - id: gatehouse0\n    definition: api.yaml\n    stages:\n${lines.join("")}`,
  );
  return readApis(join(folder, "apis.yaml"), { region: "us-east-1", accountId: "000000000000" });
};

describe("the access log of a stage", () => {
  test("goes to standard output, or to a file beside the list of APIs", () => {
    const { apis } = read(
      "accessLog: { format: '$context.requestId', destination: stdout }",
      "accessLog: { format: '$context.requestId', destination: logs/access.log }",
      "accessLog: { format: '$context.requestId', destination: /var/log/access.log }",
      "variables: {}",
    );
    const logs = apis[0]!.stages.map(({ accessLog }) => accessLog);
    expect(logs.map((log) => log?.file)).toEqual([
      null,
      join(folder, "logs/access.log"),
      "/var/log/access.log",
      undefined,
    ]);
    expect(logs[3]).toBeNull();
    const ended = { facts: { ...noFacts(), context: () => "1" }, status: 200, latency: 1, requestLength: 0 };
    expect(logs[0]?.format(ended)).toBe("1");
  });

  test("is refused with every fault of every format, and its line", () => {
    const bad = () =>
      read(
        "accessLog: { format: '$context.requestId', destination: stdout }",
        "accessLog: { format: '$context.statu', destination: stdout }",
        "accessLog: { format: '$context.requestId $context.routeKey', destination: stdout }",
      );
    expect(bad).toThrow(
      /line 6, apis\[0\]\.stages\[1\]\.accessLog\.format: \$context\.statu is no variable of access logs of REST APIs/,
    );
    expect(bad).toThrow(/line 6, .*: expected \$context\.requestId or \$context\.extendedRequestId in it/);
    expect(bad).toThrow(/line 7, apis\[0\]\.stages\[2\]\.accessLog\.format: \$context\.routeKey is no variable/);
    expect(bad).not.toThrow(/line 5/);
  });

  test.each([
    ["no destination", "accessLog: { format: '$context.requestId' }", /accessLog\.destination: /],
    [
      "an empty destination",
      "accessLog: { format: '$context.requestId', destination: '' }",
      /expected stdout or a file/,
    ],
    ["a field that is not known", "accessLog: { format: x, destination: stdout, level: INFO }", /level/],
  ])("is refused with %s", (_what, stage, message) => {
    expect(() => read(stage)).toThrow(message);
  });
});

describe("what is the gateway's own", () => {
  const listed = (stage: string, basePath: string) => {
    writeFileSync(
      join(folder, "apis.yaml"),
      `apis: [{ id: gatehouse0, definition: api.yaml, stages: [{ name: ${stage} }] }]\ndomains:\n  - { name: localhost, mappings: [{ basePath: ${basePath}, api: gatehouse0, stage: ${stage} }] }\n`,
    );
    return readApis(join(folder, "apis.yaml"), { region: "us-east-1", accountId: "000000000000" });
  };

  test("is no stage and no base path", () => {
    expect(() => listed("_gatehouse", "v1")).toThrow(
      /line 1, apis\[0\]\.stages\[0\]\.name: the gateway answers for itself under \/_gatehouse/,
    );
    for (const basePath of ["_gatehouse", "_gatehouse/v1"])
      expect(() => listed("local", basePath)).toThrow(
        /line 3, domains\[0\]\.mappings\[0\]\.basePath: the gateway answers/,
      );
    for (const basePath of ["v1/_gatehouse", "_gatehouses"]) expect(listed("gatehouse", basePath).apis).toHaveLength(1);
  });
});

test("variables that stages lack are all told at once, each with its line", () => {
  const named = definition.replace("http://localhost/", "http://${stageVariables.host}/${stageVariables.path}");
  writeFileSync(join(folder, "variables.yaml"), named);
  const stages = (...variables: readonly string[]) => {
    const listed = variables.map((each, index) => `{ name: s${index}, variables: ${each} }`);
    writeFileSync(
      join(folder, "apis.yaml"),
      `apis: [{ id: gatehouse0, definition: variables.yaml, stages: [${listed.join()}] }]`,
    );
    return readApis(join(folder, "apis.yaml"), { region: "us-east-1", accountId: "000000000000" });
  };
  const both = "{ host: a, path: b }";
  expect(stages(both, both).apis[0]?.stages).toHaveLength(2);
  const lacking = () => stages(both, "{ host: a }", "{ path: b }");
  expect(lacking).toThrow(/line 8, .*integration\.uri: stage s1 in .*apis\.yaml has no variable path\n/);
  expect(lacking).toThrow(/line 8, .*integration\.uri: stage s2 in .*apis\.yaml has no variable host$/);
  expect(lacking).not.toThrow(/stage s0/);
});

describe("a limit for a route", () => {
  const limited = (route: string, plan: string = route) => {
    const rate = "{ rateLimit: 1, burstLimit: 1 }";
    writeFileSync(
      join(folder, "apis.yaml"),
      `apis:
  - id: gatehouse0
    definition: api.yaml
    stages:
      - name: local
        throttling: { routes: { ${route}: ${rate} } }
usagePlans:
  - { name: one, keys: [], stages: [{ api: gatehouse0, stage: local, throttle: { ${plan}: ${rate} } }] }
`,
    );
    return readApis(join(folder, "apis.yaml"), { region: "us-east-1", accountId: "000000000000" });
  };

  test("that the API has is read", () => {
    const { apis, usagePlans } = limited("GET /");
    expect(apis[0]?.stages[0]?.throttling.routes).toEqual({ "GET /": { rateLimit: 1, burstLimit: 1 } });
    expect(usagePlans[0]?.stages[0]?.throttle).toEqual({ "GET /": { rateLimit: 1, burstLimit: 1 } });
  });

  test.each([["POST /"], ["GET /trades"], ["$default"]])("that it does not have stops the start: %s", (route) => {
    const inPlan = `line 8, usagePlans[0].stages[0].throttle.${route}: expected a route of ${folder}/api.yaml, which has no ${route}`;
    expect(() => limited("GET /", route)).toThrow(inPlan);
    expect(() => limited(route)).toThrow(inPlan);
    expect(() => limited(route)).toThrow(
      `line 6, apis[0].stages[0].throttling.routes.${route}: expected a route of ${folder}/api.yaml, which has no ${route}`,
    );
    expect(() => limited("GET /", route)).not.toThrow("line 6");
  });
});
