import type { Logger } from "@gatehouse/http/log.ts";
import {
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import type { ClientRequest } from "../request/client-request.ts";
import { answerAttributes, childrenOf, isServerError, nameOf, requestAttributes, type Span } from "./spans.ts";
import { traceContextIn, traceStateIn, withTraceContext } from "./trace-context.ts";
import type { Tracing } from "./tracing.ts";

export interface Collector {
  /** Of the signal itself: `http://collector:4318/v1/traces`. */
  readonly url: string;
  readonly serviceName: string;
  readonly log: Logger;
}

/** Milliseconds for one batch, repetitions included. */
const timeoutMillis = 5_000;

/** Spans that wait to be sent; more are dropped. */
const limits = {
  maxQueueSize: 2_048,
  maxExportBatchSize: 512,
  scheduledDelayMillis: 1_000,
  exportTimeoutMillis: timeoutMillis,
};

/** How long a stop may wait for a collector that does not answer, in milliseconds. */
const longestFlush = 2_000;

/**
 * Sends spans to a collector over OTLP/HTTP. Nothing is registered with OpenTelemetry's globals, and nothing but what
 * is made here is traced. The exporter takes headers, certificates and compression from the standard variables.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export const openTelemetry = ({ url, serviceName, log }: Collector): Tracing => {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName }),
    spanLimits: { attributeValueLengthLimit: 1_024 },
    spanProcessors: [
      new BatchSpanProcessor({ exporter: told(new OTLPTraceExporter({ url, timeoutMillis }), log), ...limits }),
    ],
  });
  const tracer = provider.getTracer("gatehouse-gateway");
  return {
    begin: (request) => begin(request, tracer),
    close: () => inTime(provider.shutdown()),
  };
};

const begin = (request: ClientRequest, tracer: Tracer): ReturnType<Tracing["begin"]> => {
  const options = {
    kind: SpanKind.SERVER,
    attributes: requestAttributes(request),
    startTime: epoch(performance.now()),
  };
  const span = tracer.startSpan(request.method, options, parentOf(request));
  return {
    request: { ...request, headers: withTraceContext(request.headers, span.spanContext()) },
    end(ended) {
      const inside = trace.setSpan(ROOT_CONTEXT, span);
      for (const child of childrenOf(ended)) write(child, inside, tracer);
      span.updateName(nameOf(request, ended)).setAttributes(answerAttributes(ended));
      if (isServerError(ended.status)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(epoch(performance.now()));
    },
  };
};

const parentOf = ({ headers }: ClientRequest): Context => {
  const parent = traceContextIn(headers);
  if (!parent) return ROOT_CONTEXT;
  const traceState = createTraceState(traceStateIn(headers));
  return trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true, traceState });
};

const write = (
  { name, kind, started, latency, attributes, isError, children }: Span,
  parent: Context,
  tracer: Tracer,
) => {
  const options = { kind: kinds[kind], attributes, startTime: epoch(started) };
  const span = tracer.startSpan(name, options, parent);
  for (const child of children) write(child, trace.setSpan(parent, span), tracer);
  if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(epoch(started + latency));
};

const kinds = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT };

/** Milliseconds since the epoch, of a time on the clock of `performance.now()`. */
const epoch = (time: number) => performance.timeOrigin + time;

/** The library fails in silence. */
const told = (exporter: SpanExporter, log: Logger): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      if (result.error) log.warn({ err: result.error, spans: spans.length }, "traces could not be sent");
      done(result);
    }),
  shutdown: () => exporter.shutdown(),
});

const inTime = async (work: Promise<void>) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestFlush);
  });
  // What could not be sent was told where it failed.
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
};
