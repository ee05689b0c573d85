import type { Call, Ended, Took } from "../facts/facts.ts";
import type { ClientRequest } from "../request/client-request.ts";
import { lastHeader } from "../request/headers.ts";

type Attributes = Readonly<Record<string, string | number>>;

/** One span, by OpenTelemetry's conventions. Nothing of a query, of a header that tells who asks, or of a body is in it. */
export interface Span {
  readonly name: string;
  readonly kind: "internal" | "client";
  /** Milliseconds on the clock of `performance.now()`. */
  readonly started: number;
  readonly latency: number;
  readonly attributes: Attributes;
  readonly isError: boolean;
  readonly children: readonly Span[];
}

const methods: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span */
export const requestAttributes = (request: ClientRequest): Attributes => ({
  "http.request.method": methods.has(request.method) ? request.method : "_OTHER",
  "url.scheme": lastHeader(request.headers, "x-forwarded-proto") ?? "http",
  "url.path": request.path,
  "network.protocol.version": request.protocol.replace("HTTP/", ""),
  "client.address": request.sourceIp,
  "user_agent.original": lastHeader(request.headers, "user-agent") ?? "",
  "aws.request_id": request.requestId,
  ...serverOf(request.domainName),
});

export const answerAttributes = ({ facts, status }: Ended): Attributes => ({
  ...(status === null ? {} : { "http.response.status_code": status }),
  ...(facts.route === null ? {} : { "http.route": templateIn(facts.route) }),
  ...(isServerError(status) ? { "error.type": status === null ? "aborted" : String(status) } : {}),
});

/** `GET /trades/{tradeId}`; only the method where there is no route. */
export const nameOf = ({ method }: ClientRequest, { facts }: Ended): string => {
  const verb = methods.has(method) ? method : "HTTP";
  return facts.route === null ? verb : `${verb} ${templateIn(facts.route)}`;
};

/** A request that got no answer, or one that says that the servers failed. */
export const isServerError = (status: number | null): boolean => status === null || status >= 500;

/** What the request waited for. */
export const childrenOf = ({ facts: { steps, calls } }: Ended): readonly Span[] => [
  ...(steps.authenticate ? [ofStep("authenticate", steps.authenticate)] : []),
  ...(steps.authorizer ? [ofStep("authorizer", steps.authorizer, calls.authorizer)] : []),
  ...(calls.integration ? [ofCall(calls.integration)] : []),
];

const ofStep = (name: string, { started, latency, status }: Took, call?: Call): Span => ({
  name,
  kind: "internal",
  started,
  latency,
  attributes: status === null ? {} : { "gatehouse.step.status": status },
  isError: isServerError(status),
  children: call ? [ofCall(call)] : [],
});

/** https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/#outgoing-invocations and the HTTP client's span. */
const ofCall = (call: Call): Span => ({
  ...(call.to.startsWith("arn:") ? ofFunction(call) : ofService(call)),
  kind: "client",
  started: call.started,
  latency: call.latency,
  isError: call.status === null || call.status >= 400,
  children: [],
});

const ofFunction = ({ to, status }: Call) => {
  const [, , , region = "", , , name = ""] = to.split(":");
  return {
    name: `Invoke ${name}`,
    attributes: {
      "faas.invoked_name": name,
      "faas.invoked_provider": "aws",
      "faas.invoked_region": region,
      ...(status === null ? { "error.type": "failed" } : {}),
    },
  };
};

const ofService = ({ to, method, status }: Call) => ({
  name: method ?? "HTTP",
  attributes: {
    ...(method === undefined ? {} : { "http.request.method": method }),
    "url.full": to,
    ...serverOf(new URL(to).host),
    ...(status === null ? { "error.type": "failed" } : { "http.response.status_code": status }),
    ...(status !== null && status >= 400 ? { "error.type": String(status) } : {}),
  },
});

const serverOf = (host: string): Attributes => {
  const [, address = "", port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  return { "server.address": address, ...(port === undefined ? {} : { "server.port": Number(port) }) };
};

/** A route's key begins with its method, but for `$default`. */
const templateIn = (route: string) => route.replace(/^[A-Z]+ /, "");
