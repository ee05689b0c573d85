import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { listen } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { administration } from "../administration/administration.ts";
import { flushAuthorizersCache } from "../administration/flush-authorizers-cache.ts";
import { type Deployment, deploymentFinder, type FindDeployment } from "../apis/find-deployment.ts";
import type { Stage } from "../apis/stage.ts";
import { type VerdictCache, verdictCache } from "../authorizers/verdict-cache.ts";
import type { Ended } from "../facts/facts.ts";
import { type Backends, backendsByUndici } from "../forwarder/backends.ts";
import { front } from "../front/front.ts";
import { isHealthCheck } from "../front/health-check.ts";
import { logUnread } from "../front/log-line.ts";
import { type Limits, limits, strictServer } from "../front/server.ts";
import { metrics } from "../metrics/metrics.ts";
import type { DeclaredRoute } from "../openapi/declared-route.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { pagesFrom } from "../pages/pages.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";
import { noTracing, type Tracing } from "../tracing/tracing.ts";
import { tryAuthorizer } from "../trials/trial.ts";

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

export type Domains = Parameters<typeof deploymentFinder>[1];

interface Shared {
  readonly backends: Backends;
  readonly verdicts: VerdictCache;
}

interface Wanted {
  readonly kind: ApiKind;
  readonly stage: Stage;
  readonly routes: readonly DeclaredRoute[];
  readonly invoke: InvokeFunction;
  readonly assemble: (shared: Shared) => Pick<Deployment, "answer" | "trial">;
  readonly connections?: number | undefined;
  readonly pages?: string | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly tracing?: Tracing | undefined;
  /** Where the API is reached; it is at the root of every host where nothing is said. */
  readonly domains?: Domains | undefined;
  /** The administrator's secret. */
  readonly administrator?: string | undefined;
}

/** Puts one API behind the front. */
export const served = async (wanted: Wanted): Promise<TestedGateway> => {
  const lines: Record<string, unknown>[] = [];
  const ended: Ended[] = [];
  const log = logger(
    "gateway",
    new PassThrough().on("data", (line) => lines.push(JSON.parse(String(line)))),
  );
  const backends = backendsByUndici({ connections: wanted.connections ?? 1, connectTimeout: 1_000 });
  const { kind, stage, routes } = wanted;
  const measured = metrics();
  const verdicts = verdictCache({ now: () => performance.now(), size: 100 });
  const count = measured.of({ kind, id: stage.apiId, title: "Trades", stage: stage.name });
  const deployment: Deployment = {
    kind,
    stage,
    ...wanted.assemble({ backends, verdicts: measured.counted(verdicts) }),
    listeners: [(each) => ended.push(each), count],
    hasOwnEndpoint: true,
  };
  const find = wanted.domains ? deploymentFinder([deployment], wanted.domains) : atTheRoot(deployment);
  const publicUrl = new URL("http://localhost:8080");
  const handle = front({
    publicUrl,
    find,
    administration: administration({
      ...stage,
      secret: wanted.administrator,
      metrics: measured,
      tryAuthorizer: (each) => tryAuthorizer(each, { publicUrl, find, invoke: wanted.invoke, verdicts }),
      flush: (kind, apiId, name) =>
        flushAuthorizersCache({ kind, apiId, stage: name }, { deployments: [deployment], verdicts }),
    }),
    tracing: wanted.tracing ?? noTracing,
    pages: wanted.pages ? pagesFrom(wanted.pages, routes, log) : null,
    ping: !routes.some(({ path }) => isHealthCheck(path)),
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

/** Whatever the host. */
const atTheRoot =
  (deployment: Deployment): FindDeployment =>
  (request) => ({
    deployment,
    request: { ...request, fullPath: pathWithoutExtraSlashes(request.path), basePath: "" },
  });
