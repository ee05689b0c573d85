import type { ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { logger } from "@gatehouse/http/log.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import { until } from "../testing/until.ts";
import { startCollector, type TestedCollector } from "./testing/collector.ts";
import type { Tracing } from "./tracing.ts";
import { tracingFrom } from "./tracing-from.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parent = "00f067aa0ba902b7";
const [internal, server, client] = [1, 2, 3];

let backend: Backend;
let collector: TestedCollector;
let lines: Record<string, unknown>[];
let tracing: Tracing;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  lines = [];
  collector = await startCollector();
  const stream = new PassThrough().on("data", (line) => lines.push(JSON.parse(String(line))));
  tracing = await tracingFrom({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, logger("gateway", stream));
  gateway = await startGateway({
    folder: backend.folder,
    tracing,
    routes: [
      httpRoute("GET", "/open"),
      httpRoute("GET", "/trades/{tradeId}", { authorizer: tokenAuthorizer }),
      httpRoute("GET", "/nobody", { uri: "http://nobody" }),
    ],
  });
});
afterEach(async () => {
  await gateway.close();
  await tracing.close();
  await collector.close();
});

const ask = async (line: string, ...headers: readonly string[]) =>
  (await converse(gateway.port, raw(`${line} HTTP/1.1`, "Host: localhost:8080", ...headers))).answers[0]!;

/** All spans, by name, once the tracing has ended. */
const spansAfter = async () => {
  await until(() => gateway.ended.length > 0);
  await tracing.close();
  return new Map(collector.spans.map((span) => [span.name, span]));
};

describe("a request", () => {
  test("is a span with one below for each that it waited for", async () => {
    const answer = await ask("GET /trades/7?q=1", "Authorization: Bearer alice", "User-Agent: Mozilla/5.0");
    const spans = await spansAfter();
    expect([...spans.keys()].toSorted()).toEqual(["GET", "GET /trades/{tradeId}", "Invoke authorizer", "authorizer"]);
    const request = spans.get("GET /trades/{tradeId}")!;
    expect(request.parentSpanId ?? "").toBe("");
    expect([request.kind, request.attributes]).toEqual([
      server,
      {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "http.route": "/trades/{tradeId}",
        "url.scheme": "http",
        "url.path": "/trades/7",
        "network.protocol.version": "1.1",
        "server.address": "localhost",
        "server.port": 8080,
        "client.address": "127.0.0.1",
        "user_agent.original": "Mozilla/5.0",
        "aws.request_id": answer.headers["x-amzn-requestid"],
      },
    ]);
    const authorizer = spans.get("authorizer")!;
    expect(authorizer).toMatchObject({ kind: internal, parentSpanId: request.spanId, traceId: request.traceId });
    expect(spans.get("Invoke authorizer")).toMatchObject({
      kind: client,
      parentSpanId: authorizer.spanId,
      attributes: {
        "faas.invoked_name": "authorizer",
        "faas.invoked_provider": "aws",
        "faas.invoked_region": "us-east-1",
      },
    });
    expect(spans.get("GET")).toMatchObject({
      kind: client,
      parentSpanId: request.spanId,
      attributes: {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "url.full": "http://trades",
        "server.address": "trades",
      },
    });
    for (const { startTimeUnixNano: from, endTimeUnixNano: to } of spans.values()) {
      expect(BigInt(from)).toBeLessThanOrEqual(BigInt(to));
      expect(BigInt(from)).toBeGreaterThanOrEqual(BigInt(request.startTimeUnixNano));
      expect(BigInt(to)).toBeLessThanOrEqual(BigInt(request.endTimeUnixNano));
    }
    expect(collector.paths[0]).toBe("/v1/traces");
    expect(collector.text()).toContain('"gatehouse-gateway"');
  });

  test("of a trace that a client began goes on in it, and so do the services", async () => {
    await ask("GET /open", `traceparent: 00-${traceId}-${parent}-01`, "tracestate: rojo=1");
    const request = (await spansAfter()).get("GET /open")!;
    expect(request).toMatchObject({ traceId, parentSpanId: parent, traceState: "rojo=1" });
    expect(backend.seen[0]?.headers).toMatchObject({
      traceparent: `00-${traceId}-${request.spanId}-01`,
      tracestate: "rojo=1",
    });
  });

  test("begins a trace of its own where the client's is none", async () => {
    await ask("GET /open", `traceparent: 00-${traceId}-evil-01`, "tracestate: rojo=1");
    const request = (await spansAfter()).get("GET /open")!;
    expect(request.traceId).not.toBe(traceId);
    expect(backend.seen[0]?.headers.traceparent).toBe(`00-${request.traceId}-${request.spanId}-01`);
    expect(backend.seen[0]?.headers).not.toHaveProperty("tracestate");
  });

  test("of a trace that nobody records is not sent, and its context goes on", async () => {
    await ask("GET /open", `traceparent: 00-${traceId}-${parent}-00`);
    expect((await spansAfter()).size).toBe(0);
    expect(backend.seen[0]?.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
  });

  test.each([
    ["is no error where the client is refused", "GET /trades/7", 401, 0],
    ["is no error where there is no route", "GET /none/7", 403, 0],
    ["is an error where a service fails", "GET /nobody", 500, 2],
  ])("%s", async (_what, line, status, code) => {
    expect((await ask(line)).status).toBe(status);
    const request = [...(await spansAfter()).values()].find(({ kind }) => kind === server)!;
    expect(request.status.code ?? 0).toBe(code);
    expect(request.attributes["http.response.status_code"]).toBe(status);
    expect(request.attributes["error.type"]).toBe(code === 2 ? "500" : undefined);
    if (line.includes("none")) expect(request.name).toBe("GET");
  });

  test("to the gateway's own paths is no span", async () => {
    await ask("GET /_gatehouse/metrics");
    await ask("GET /open");
    expect([...(await spansAfter()).keys()].toSorted()).toEqual(["GET", "GET /open"]);
  });
});

describe("a collector", () => {
  test("that refuses hurts no request, and is told of", async () => {
    collector.takeOver = (_request, response) => response.writeHead(400).end();
    expect((await ask("GET /open")).status).toBe(200);
    await until(() => gateway.ended.length > 0);
    await tracing.close();
    expect(lines).toEqual([expect.objectContaining({ level: "warn", msg: "traces could not be sent", spans: 2 })]);
  });

  test("that never answers keeps the stop waiting for a bounded time", async () => {
    const held: ServerResponse[] = [];
    collector.takeOver = (_request, response) => held.push(response);
    expect((await ask("GET /open")).status).toBe(200);
    await until(() => gateway.ended.length > 0);
    await tracing.close();
    expect(held.map(({ writableEnded }) => writableEnded)).toEqual([false]);
    for (const response of held) response.end("{}");
  });

  test("for traces alone is asked at its own address", async () => {
    const traces = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_SERVICE_NAME: "door" };
    const given = { ...traces, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/own` };
    const own = await tracingFrom(given, logger("gateway", new PassThrough().resume()));
    const { end } = own.begin({
      method: "GET",
      path: "/",
      protocol: "HTTP/1.1",
      headers: [],
      domainName: "gw",
    } as never);
    end({ facts: { route: null, steps: {}, calls: {} }, status: 200 } as never);
    await own.close();
    expect(collector.paths).toEqual(["/own"]);
    expect(collector.text()).toContain('"door"');
  });
});

test("without a collector the trace context passes through as it came", async () => {
  const plain = await startGateway({ folder: backend.folder, routes: [httpRoute("GET", "/open")] });
  const headers = [`traceparent: 00-${traceId}-${parent}-01`, "tracestate: rojo=1,congo=2", "baggage: a=b"];
  await converse(plain.port, raw("GET /open HTTP/1.1", "Host: gw", ...headers));
  await plain.close();
  expect(backend.seen[0]?.headers).toMatchObject(Object.fromEntries(headers.map((header) => header.split(": "))));
});
