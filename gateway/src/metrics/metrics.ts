import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { CacheKey, VerdictCache } from "../authorizers/verdict-cache.ts";
import type { Ended } from "../facts/facts.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { type Dimensions, dimensionNames, dimensionsOf, type Measured } from "./dimensions.ts";

export interface Metrics {
  /** What counts and times the requests of one API on one stage. */
  of(api: Measured): (ended: Ended) => void;
  /** The same cache, counted. */
  counted(cache: VerdictCache): VerdictCache;
  /** All of them in Prometheus' text format. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/**
 * CloudWatch's metrics of API Gateway under names that Prometheus takes: in small letters after `aws_apigateway_`, with
 * `_total` for a sum and with their unit, times in seconds. Labels are the dimensions. There is no cache of answers, so
 * `CacheHitCount` and `CacheMissCount` are not among them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export const metrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const measured = measuresIn(registry);
  const cache = cacheCountersIn(registry);
  return {
    of: (api) => (ended) => measure(api.kind, ended, dimensionsOf(api, ended.facts.route), measured),
    counted: (verdicts) => ({
      ...verdicts,
      find(key) {
        const found = verdicts.find(key);
        cache[found ? "hits" : "misses"].inc(labelsOf(key));
        return found;
      },
    }),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
};

type Measures = ReturnType<typeof measuresIn>;

/** Seconds: from an answer of the gateway's own to the longest integration. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const measuresIn = (registry: Registry) => {
  const common = { labelNames: dimensionNames, registers: [registry] };
  const counter = (name: string, help: string) => new Counter({ ...common, name: `aws_apigateway_${name}`, help });
  const seconds = (name: string, help: string) =>
    new Histogram({ ...common, name: `aws_apigateway_${name}_seconds`, help, buckets });
  return {
    count: counter("count_total", "Count: requests"),
    errors: {
      REST: [
        counter("4xxerror_total", "4XXError: errors of clients of REST APIs"),
        counter("5xxerror_total", "5XXError: errors of servers of REST APIs"),
      ],
      HTTP: [
        counter("4xx_total", "4xx: errors of clients of HTTP APIs"),
        counter("5xx_total", "5xx: errors of servers of HTTP APIs"),
      ],
    },
    latency: seconds("latency", "Latency: from the arrival of a request to the end of its answer"),
    integrationLatency: seconds("integration_latency", "IntegrationLatency: from asking a backend to its answer"),
    dataProcessed: counter("data_processed_bytes_total", "DataProcessed: bodies of requests and answers of HTTP APIs"),
  };
};

const measure = (kind: ApiKind, ended: Ended, labels: Dimensions, measures: Measures) => {
  const { facts, status, latency, requestLength } = ended;
  measures.count.inc(labels);
  for (const [index, counter] of measures.errors[kind].entries())
    counter.inc(labels, Math.floor((status ?? 0) / 100) === index + 4 ? 1 : 0);
  measures.latency.observe(labels, latency / 1000);
  if (facts.calls.integration) measures.integrationLatency.observe(labels, facts.calls.integration.latency / 1000);
  if (kind === "HTTP") measures.dataProcessed.inc(labels, requestLength + facts.responseLength);
};

const cacheCountersIn = (registry: Registry) => {
  const counter = (what: string, help: string) =>
    new Counter({
      name: `gatehouse_authorizer_cache_${what}_total`,
      help,
      labelNames: ["ApiId", "Stage"] as const,
      registers: [registry],
    });
  return {
    hits: counter("hits", "Requests whose authorizer's answer was kept from another"),
    misses: counter("misses", "Requests for which an authorizer with a cache was asked"),
  };
};

const labelsOf = ({ apiId, stage }: CacheKey) => ({ ApiId: apiId, Stage: stage });
