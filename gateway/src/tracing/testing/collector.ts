import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { listen } from "@gatehouse/http/listen.ts";

/** A span as OTLP's JSON has it, attributes as one object. */
export interface SentSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code?: number };
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

/** A collector that remembers what it is sent. */
export interface TestedCollector {
  readonly url: string;
  readonly spans: SentSpan[];
  /** All that it was sent, as text. */
  text(): string;
  readonly paths: string[];
  /** Takes requests over. */
  takeOver: RequestListener | null;
  close(): Promise<void>;
}

export const startCollector = async (): Promise<TestedCollector> => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    if (collector.takeOver) return collector.takeOver(request, response);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      collector.paths.push(request.url ?? "");
      collector.spans.push(...spansIn(body));
      response.setHeader("Content-Type", "application/json").end("{}");
    });
  });
  const running = await listen(server, { host: "127.0.0.1", port: 0 });
  const collector: TestedCollector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    text: () => bodies.join("\n"),
    paths: [],
    takeOver: null,
    close: async () => {
      server.closeAllConnections();
      await running.close();
    },
  };
  return collector;
};

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
type Sent = Omit<SentSpan, "attributes"> & { readonly attributes: readonly Attribute[] };

const spansIn = (body: string): readonly SentSpan[] => {
  const { resourceSpans } = JSON.parse(body) as {
    readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Sent[] }[] }[];
  };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(flat)));
};

const flat = (span: Sent): SentSpan => ({
  ...span,
  attributes: Object.fromEntries(span.attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
});
