/**
 * What becomes of headers on their way through a REST API, wherever they do not simply go on.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html; where localstack's
 * recordings of AWS (test_apigateway_header_remapping_http and _aws, 2024-07 and 2024-12) differ, they win.
 */
export interface HeaderRow {
  readonly name: string;
  /** A client's header: to a service behind HTTP_PROXY, and in the event of a function. HTTP and AWS pass none by itself. */
  readonly client: { readonly http: Passage; readonly lambda: Passage };
  /** A header that a mapping or a template sets: towards a service, and towards the Lambda service. */
  readonly mapped: { readonly http: Passage | "fails"; readonly lambda: Passage | "fails" };
  /** A header of the backend: behind a proxy, and where a response mapping sets it. */
  readonly backend: { readonly proxy: Passage; readonly mapped: Passage };
  /** Where this gateway does otherwise. */
  readonly deviation?: string;
}

/** `renamed`: to `x-amzn-Remapped-{name}`, since the gateway speaks for itself; `fails`: every request is a 500. */
export type Passage = "passes" | "dropped" | "renamed" | "the gateway's own";

type Row = readonly [
  name: string,
  clientToHttp: Passage,
  clientToLambda: Passage,
  mappedToHttp: Passage | "fails",
  mappedToLambda: Passage | "fails",
  ofBackend: Passage,
  mappedOfBackend: Passage,
];

const rows: readonly Row[] = [
  ["Authorization", "passes", "passes", "passes", "fails", "renamed", "renamed"],
  ["Connection", "dropped", "dropped", "dropped", "fails", "renamed", "renamed"],
  ["Content-Encoding", "dropped", "passes", "passes", "passes", "passes", "passes"],
  ["Content-Length", "the gateway's own", "dropped", "fails", "fails", "renamed", "renamed"],
  ["Content-MD5", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
  ["Date", "passes", "passes", "passes", "passes", "renamed", "renamed"],
  ["Expect", "dropped", "dropped", "dropped", "fails", "dropped", "renamed"],
  ["Host", "the gateway's own", "passes", "passes", "passes", "dropped", "renamed"],
  ["Keep-Alive", "dropped", "dropped", "dropped", "passes", "dropped", "dropped"],
  ["Max-Forwards", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
  ["Proxy-Authenticate", "dropped", "dropped", "dropped", "fails", "dropped", "renamed"],
  ["Server", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
  ["TE", "dropped", "dropped", "dropped", "fails", "dropped", "passes"],
  ["Trailer", "dropped", "dropped", "passes", "passes", "dropped", "renamed"],
  ["Transfer-Encoding", "dropped", "dropped", "fails", "fails", "dropped", "dropped"],
  ["Upgrade", "dropped", "dropped", "dropped", "passes", "dropped", "renamed"],
  ["User-Agent", "passes", "passes", "passes", "passes", "renamed", "renamed"],
  ["Via", "dropped", "passes", "dropped", "passes", "dropped", "passes"],
  ["WWW-Authenticate", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
  ["X-Amzn-Apigateway-Api-Id", "the gateway's own", "dropped", "fails", "fails", "passes", "passes"],
  ["X-Amzn-Trace-Id", "the gateway's own", "the gateway's own", "fails", "fails", "passes", "passes"],
  ["X-HTTP-Method-Override", "dropped", "dropped", "passes", "passes", "passes", "passes"],
  ["x-amz-apigw-id", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
  ["x-amzn-ErrorType", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
  ["x-amzn-RequestId", "dropped", "dropped", "passes", "passes", "renamed", "renamed"],
];

const deviations: Readonly<Record<string, string>> = {
  Upgrade: "on AWS a mapped one reaches the service; here it is dropped, since it would ask to leave HTTP",
  "X-HTTP-Method-Override":
    "on AWS a client's one overrides the method towards the service, so that another method is carried out than was authorized; here it never arrives",
};

export const headerTable: readonly HeaderRow[] = rows.map(
  ([name, clientToHttp, clientToLambda, mappedToHttp, mappedToLambda, ofBackend, mappedOfBackend]) => ({
    name,
    client: { http: clientToHttp, lambda: clientToLambda },
    mapped: { http: mappedToHttp, lambda: mappedToLambda },
    backend: { proxy: ofBackend, mapped: mappedOfBackend },
    ...(deviations[name] ? { deviation: deviations[name] } : {}),
  }),
);

const byName = new Map(headerTable.map((row) => [row.name.toLowerCase(), row]));

/** The row of a header in any spelling; undefined for one that simply goes on. */
export const headerRow = (name: string): HeaderRow | undefined => byName.get(name.toLowerCase());
