import { describe, expect, test } from "@jest/globals";
import { register } from "prom-client";
import { cacheKey, verdictCache } from "../authorizers/verdict-cache.ts";
import { type Ended, noFacts } from "../facts/facts.ts";
import { metrics } from "./metrics.ts";

const call = { to: "", started: 0, latency: 30, status: 200, integrationStatus: 200, error: null, requestId: null };
const ended = (
  status: number | null,
  { route = "GET /trades/{tradeId}" as string | null, integrated = true } = {},
): Ended => ({
  facts: { ...noFacts(), route, responseLength: 100, calls: integrated ? { integration: call } : {} },
  status,
  latency: 40,
  requestLength: 20,
});

const linesOf = async (name: string, of: ReturnType<typeof metrics>) =>
  (await of.text()).body.split("\n").filter((line) => line.startsWith(name));

describe("a REST API's requests", () => {
  const rest = { kind: "REST", id: "abcdefghij", title: "Trades", stage: "prod" } as const;
  const of = 'ApiName="Trades",Stage="prod",Method="GET",Resource="/trades/{tradeId}"';

  test("are counted, by what became of them", async () => {
    const measured = metrics();
    for (const status of [200, 301, 404, 403, 502, null]) measured.of(rest)(ended(status));
    expect(await linesOf("aws_apigateway_count", measured)).toEqual([`aws_apigateway_count_total{${of}} 6`]);
    expect(await linesOf("aws_apigateway_4xx", measured)).toEqual([`aws_apigateway_4xxerror_total{${of}} 2`]);
    expect(await linesOf("aws_apigateway_5xx", measured)).toEqual([`aws_apigateway_5xxerror_total{${of}} 1`]);
    expect(await linesOf("aws_apigateway_data", measured)).toEqual([]);
  });

  test("are timed, in seconds", async () => {
    const measured = metrics();
    measured.of(rest)(ended(200));
    measured.of(rest)(ended(401, { integrated: false }));
    expect(await linesOf("aws_apigateway_latency_seconds_", measured)).toEqual(
      expect.arrayContaining([
        `aws_apigateway_latency_seconds_bucket{le="0.025",${of}} 0`,
        `aws_apigateway_latency_seconds_bucket{le="0.05",${of}} 2`,
        `aws_apigateway_latency_seconds_sum{${of}} 0.08`,
        `aws_apigateway_latency_seconds_count{${of}} 2`,
      ]),
    );
    expect(await linesOf("aws_apigateway_integration_latency_seconds_", measured)).toEqual(
      expect.arrayContaining([
        `aws_apigateway_integration_latency_seconds_sum{${of}} 0.03`,
        `aws_apigateway_integration_latency_seconds_count{${of}} 1`,
      ]),
    );
  });

  test("without a route have none of its dimensions, so no client makes a series", async () => {
    const measured = metrics();
    measured.of(rest)(ended(403, { route: null }));
    expect(await linesOf("aws_apigateway_count", measured)).toEqual([
      'aws_apigateway_count_total{ApiName="Trades",Stage="prod"} 1',
    ]);
  });

  test.each([
    ["Börse", "Brse"],
    ["取引", "abcdefghij"],
    ["", "abcdefghij"],
  ])("of %j are those of %s", async (title, name) => {
    const measured = metrics();
    measured.of({ ...rest, title })(ended(200, { route: null }));
    expect(await linesOf("aws_apigateway_count", measured)).toEqual([
      `aws_apigateway_count_total{ApiName="${name}",Stage="prod"} 1`,
    ]);
  });
});

test("an HTTP API's requests have the names and the dimensions of HTTP APIs", async () => {
  const measured = metrics();
  const http = { kind: "HTTP", id: "abcdefghij", title: "Trades", stage: "$default" } as const;
  for (const status of [200, 404]) measured.of(http)(ended(status, { route: "GET /pets" }));
  const of = 'ApiId="abcdefghij",Stage="$default",Route="GET /pets"';
  expect(await linesOf("aws_apigateway_count", measured)).toEqual([`aws_apigateway_count_total{${of}} 2`]);
  expect(await linesOf("aws_apigateway_4xx", measured)).toEqual([`aws_apigateway_4xx_total{${of}} 1`]);
  expect(await linesOf("aws_apigateway_5xx", measured)).toEqual([`aws_apigateway_5xx_total{${of}} 0`]);
  expect(await linesOf("aws_apigateway_data", measured)).toEqual([
    `aws_apigateway_data_processed_bytes_total{${of}} 240`,
  ]);
});

test("hits and misses of the authorizers' cache are counted", async () => {
  const measured = metrics();
  const cache = measured.counted(verdictCache({ now: () => 0, size: 10 }));
  const key = cacheKey({ apiId: "abcdefghij", name: "prod" }, "guard", []);
  cache.find(key);
  cache.store(key, { principalId: "alice", ruling: true, context: null }, 10);
  cache.find(key);
  cache.find(key);
  const of = 'ApiId="abcdefghij",Stage="prod"';
  expect(await linesOf("gatehouse_authorizer_cache", measured)).toEqual([
    `gatehouse_authorizer_cache_hits_total{${of}} 2`,
    `gatehouse_authorizer_cache_misses_total{${of}} 1`,
  ]);
  cache.flush("abcdefghij", "prod");
  expect(cache.find(key)).toBeUndefined();
});

test("the process is measured, too, and nothing is left in the library's own registry", async () => {
  const measured = metrics();
  expect(await linesOf("process_cpu_seconds_total", measured)).toHaveLength(1);
  expect(await linesOf("nodejs_eventloop_lag_seconds ", measured)).toHaveLength(1);
  expect(await register.getMetricsAsJSON()).toEqual([]);
});
