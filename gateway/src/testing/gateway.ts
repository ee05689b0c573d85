import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { listen } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { administration } from "../administration/administration.ts";
import { flushAuthorizersCache } from "../administration/flush-authorizers-cache.ts";
import type { Deployment, FindDeployment } from "../apis/find-deployment.ts";
import type { Stage } from "../apis/stage.ts";
import { verdictCache } from "../authorizers/verdict-cache.ts";
import type { Ended } from "../facts/facts.ts";
import { backendsByUndici } from "../forwarder/backends.ts";
import { front } from "../front/front.ts";
import { logUnread } from "../front/log-line.ts";
import { type Limits, limits, strictServer } from "../front/server.ts";
import { metrics } from "../metrics/metrics.ts";
import { pagesFrom } from "../pages/pages.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";
import type { Api, Route } from "../rest-api/api.ts";
import { assemble, assembleTrial, type Ports } from "../rest-api/assemble.ts";
import type { Throttle } from "../throttling/throttle.ts";
import { noTracing, type Tracing } from "../tracing/tracing.ts";
import { tryAuthorizer } from "../trials/trial.ts";
import type { FindClient } from "../usage-plans/clients.ts";

export const stage: Stage = {
  region: "us-east-1",
  accountId: "000000000000",
  apiId: "gatehouse0",
  name: "local",
  variables: { tradesHost: "trades" },
};

/** The gateway of the tests: the real front and all steps on a free port. */
export interface TestedGateway {
  readonly port: number;
  readonly url: string;
  /** Log lines, parsed. */
  readonly lines: Record<string, unknown>[];
  /** What became of the requests that came to the API. */
  readonly ended: Ended[];
  close(): Promise<void>;
}

interface Wanted extends Partial<Omit<Api, "routes">> {
  readonly routes: readonly Route[];
  /** The folder with the sockets of private services. */
  readonly folder: string;
  readonly invoke?: InvokeFunction;
  readonly findClient?: FindClient;
  readonly throttle?: Throttle;
  readonly connections?: number;
  readonly pages?: string;
  readonly limits?: Partial<Limits>;
  readonly tracing?: Tracing;
  /** The administrator's secret. */
  readonly administrator?: string;
}

export const startGateway = async (wanted: Wanted): Promise<TestedGateway> => {
  const lines: Record<string, unknown>[] = [];
  const ended: Ended[] = [];
  const log = logger(
    "gateway",
    new PassThrough().on("data", (line) => lines.push(JSON.parse(String(line)))),
  );
  const measured = metrics();
  const verdicts = measured.counted(verdictCache({ now: () => performance.now(), size: 100 }));
  const backends = backendsByUndici({ connections: wanted.connections ?? 1, connectTimeout: 1_000 });
  const api: Api = {
    gatewayResponses: new Map(),
    binaryMediaTypes: [],
    apiKeySource: "HEADER",
    policy: null,
    minimumCompressionSize: null,
    disableExecuteApiEndpoint: false,
    ...wanted,
  };
  const invoke = wanted.invoke ?? allowing;
  const ports: Ports = {
    stage,
    vpcLink: { kind: "sockets", folder: wanted.folder },
    backends,
    invoke,
    explicitDeny: "with an explicit deny in an identity-based policy",
    resourcePolicyDeny: "with an explicit deny",
    verdicts,
    findClient: wanted.findClient ?? (() => null),
    throttle: wanted.throttle ?? (() => null),
  };
  const count = measured.of({ kind: "REST", id: stage.apiId, title: "Trades", stage: stage.name });
  const deployment: Deployment = {
    kind: "REST",
    stage,
    answer: assemble(api, ports),
    trial: (watched) => assembleTrial(api, { ...ports, ...watched }),
    listeners: [(each) => ended.push(each), count],
    hasOwnEndpoint: true,
  };
  // Whatever the host: the one API is at the root.
  const find: FindDeployment = (request) => ({
    deployment,
    request: { ...request, fullPath: pathWithoutExtraSlashes(request.path), basePath: "" },
  });
  const handle = front({
    publicUrl: new URL("http://localhost:8080"),
    find,
    administration: administration({
      ...stage,
      secret: wanted.administrator,
      metrics: measured,
      tryAuthorizer: (each) => tryAuthorizer(each, { find, invoke, verdicts }),
      flush: (kind, apiId, name) =>
        flushAuthorizersCache({ kind, apiId, stage: name }, { deployments: [deployment], verdicts }),
    }),
    tracing: wanted.tracing ?? noTracing,
    pages: wanted.pages ? pagesFrom(wanted.pages, wanted.routes, log) : null,
    ping: !wanted.routes.some(({ resource }) => resource === "/ping" || resource === "/sping"),
    log,
  });
  const server = strictServer(handle, logUnread(log), { ...limits, ...wanted.limits });
  const running = await listen(server, { host: "127.0.0.1", port: 0 });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    lines,
    ended,
    close: async () => {
      server.closeAllConnections();
      await running.close();
      await backends.close();
    },
  };
};

/** Lets `Bearer {name}` through as that principal and refuses everybody else. */
export const allowing: InvokeFunction = async (_arn, event) => {
  const { authorizationToken = "", methodArn } = event as { authorizationToken?: string; methodArn?: string };
  const name = /^Bearer ([\w@.-]+)$/.exec(authorizationToken)?.[1];
  if (!name) return { kind: "error", errorMessage: "Unauthorized", errorType: "Error" };
  const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: methodArn };
  return {
    kind: "result",
    value: { principalId: name, policyDocument: { Version: "2012-10-17", Statement: [statement] } },
  };
};
