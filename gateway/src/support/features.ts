import type { Feature } from "./support-table.ts";

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";

/** What no file declares, or what a file's mere acceptance does not say. */
export const features: readonly Feature[] = [
  {
    area: "Authorizers",
    name: "answers are kept by identity source and judged anew for each request",
    rest: "yes",
    http: "yes",
    file: "gateway/src/authorizers/verdict-for.ts",
    source: `${guide}configure-api-gateway-lambda-authorization-with-console.html`,
  },
  {
    area: "Authorizers",
    name: "policies: all statements, NotAction, NotResource, wildcards, conditions",
    rest: "yes",
    http: "yes",
    file: "packages/iam-policy/src/evaluate.ts",
    source: `${guide}apigateway-control-access-policy-language-overview.html`,
  },
  {
    area: "Authorizers",
    name: "resource policies with the tables of each kind of authorization",
    rest: "yes",
    http: "none on AWS",
    file: "packages/iam-policy/src/authorization-flow.ts",
    source: `${guide}apigateway-authorization-flow.html`,
  },
  {
    area: "Authorizers",
    name: "mutual TLS",
    rest: "no",
    http: "no",
    note: "clients' certificates are not asked for; TLS ends in front of the gateway",
    source: `${guide}rest-api-mutual-tls.html`,
  },
  {
    area: "Stages",
    name: "stage variables",
    rest: "yes",
    http: "yes",
    file: "gateway/src/apis/stage-variables.ts",
    source: `${guide}stage-variables.html`,
  },
  {
    area: "Stages",
    name: "domains with base-path mappings",
    rest: "yes",
    http: "yes",
    file: "gateway/src/apis/find-deployment.ts",
    source: `${guide}rest-api-mappings.html`,
  },
  {
    area: "Stages",
    name: "throttling of stages and routes",
    rest: "yes",
    http: "yes",
    file: "gateway/src/throttling/throttle.ts",
    source: `${guide}api-gateway-request-throttling.html`,
  },
  {
    area: "Stages",
    name: "API keys, usage plans, quotas",
    rest: "yes",
    http: "none on AWS",
    file: "gateway/src/usage-plans/clients.ts",
    source: `${guide}api-gateway-api-usage-plans.html`,
  },
  {
    area: "Stages",
    name: "canary releases, deployments, the cache of responses",
    rest: "no",
    http: "none on AWS",
    note: "a changed file takes effect at the next start; a response is never cached",
    source: `${guide}canary-release.html`,
  },
  {
    area: "Stages",
    name: "WebSocket APIs, web application firewall, private endpoints",
    rest: "no",
    http: "no",
    source: `${guide}apigateway-websocket-api.html`,
  },
  {
    area: "Stages",
    name: "access logs in any format of `$context` variables",
    rest: "yes",
    http: "yes",
    file: "gateway/src/access-log",
    source: `${guide}set-up-logging.html`,
  },
  {
    area: "Stages",
    name: "execution logs",
    rest: "no",
    http: "none on AWS",
    note: "the gateway's own log says for each request which step refused it, and why",
    source: `${guide}set-up-logging.html`,
  },
  {
    area: "Stages",
    name: "metrics under AWS's names, for Prometheus",
    rest: "yes",
    http: "yes",
    file: "gateway/src/metrics",
    source: `${guide}api-gateway-metrics-and-dimensions.html`,
  },
  {
    area: "Stages",
    name: "traces: `X-Amzn-Trace-Id`, W3C context, OpenTelemetry",
    rest: "in part",
    http: "in part",
    note: "spans go to an OTLP endpoint and not to X-Ray",
    file: "gateway/src/tracing",
    source: `${guide}apigateway-xray.html`,
  },
];

/** Where the gateway is stricter than API Gateway, on purpose. */
export const stricter: readonly (readonly [what: string, why: string])[] = [
  [
    "Headers by which a gateway speaks to services (`X-User`, `X-Tenant`, `X-Auth`, `X-Identity`, `X-Entitle…`, `X-Forwarded`, `X-Original`, `X-Rewrite` and `X-Amzn`, alone or with more behind a hyphen, `X-Real-IP`, `Forwarded`), in any spelling, never arrive from a client. An API that waits for one is refused at the start, but for the four that the gateway writes itself: `X-Amzn-Trace-Id`, which goes on with a client's own trace where it is well-formed, `X-Forwarded-For`, `X-Forwarded-Port` and `X-Forwarded-Proto`, in which a client's own words are gone.",
    "services trust what reaches them",
  ],
  [
    "A header that a mapping of the API sets never arrives from a client on any of its routes, also where the mapping's source is absent. This is not so for a header that every client has (`Authorization`, `Accept`, …), for one that the mapping only hands on under its own name, and for one that a template sets (`$context.requestOverride.header`): other routes let the client's own through.",
    "API Gateway lets the client's copy through",
  ],
  ["`X-HTTP-Method-Override` and its like are taken away.", "the authorized method would not be the used one"],
  [
    "A request-target with a dot segment, a backslash, a fragment, a control character or a broken escape is a 400; so is one that is not in origin form.",
    "two readers could take it for two paths",
  ],
  [
    "A segment that is a literal of the API only once it is decoded (`/%61dmin`) reaches no route.",
    "a service decodes it to the protected path",
  ],
  [
    "A body on GET, HEAD or OPTIONS, and `Transfer-Encoding` other than `chunked` alone, are a 400.",
    "two servers could frame them in two ways",
  ],
  ["What the import does not understand stops the start.", "half of an API may be the open half"],
  ["A condition that cannot be decided lets a Deny apply, and an Allow not.", "a doubt never opens anything"],
];
