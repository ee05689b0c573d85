import { connect } from "@gatehouse/db/connect.ts";
import { listen, type Running, written } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type Functions, functionsIn } from "@gatehouse/lambda/functions/functions.ts";
import { type AccessLogs, accessLogs } from "./access-log/access-logs.ts";
import { administration } from "./administration/administration.ts";
import { flushAuthorizersCache } from "./administration/flush-authorizers-cache.ts";
import { requireOthersPaths } from "./administration/own-paths.ts";
import { type Deployment, deploymentFinder } from "./apis/find-deployment.ts";
import { readApis, type ServedApi, type ServedApis } from "./apis/read-apis.ts";
import { type Trust, trustIn } from "./authorizers/trust.ts";
import { type VerdictCache, verdictCache } from "./authorizers/verdict-cache.ts";
import { type Backends, backendsByUndici } from "./forwarder/backends.ts";
import { front } from "./front/front.ts";
import { logUnread } from "./front/log-line.ts";
import { strictServer } from "./front/server.ts";
import { missingFunctions, neededFunctions } from "./functions/missing-functions.ts";
import { type Metrics, metrics } from "./metrics/metrics.ts";
import { pagesFrom } from "./pages/pages.ts";
import { assemble, assembleTrial } from "./rest-api/assemble.ts";
import type { Settings } from "./settings.ts";
import { ofTheAccount, stageThrottle } from "./throttling/throttle.ts";
import { tokenBucket } from "./throttling/token-bucket.ts";
import { tracingFrom } from "./tracing/tracing-from.ts";
import { tryAuthorizer } from "./trials/trial.ts";
import { clientsOfStages } from "./usage-plans/clients.ts";
import type { CountUsage } from "./usage-plans/count-usage.ts";
import { keyValues } from "./usage-plans/key-values.ts";
import { usageInPostgres } from "./usage-plans/usage-in-postgres.ts";

/** Connections to one service at once; requests beyond wait for one of them within their own time-out. */
const backendLimits = { connections: 128, connectTimeout: 2_000 };

/** Verdicts kept for all authorizers together. */
const mostVerdicts = 10_000;

/**
 * Starts the gateway on the APIs, stages and functions that the settings name.
 * @throws `BadFile`, `CannotStart` or `CannotListen`, naming what cannot be used; nothing is left running then.
 */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const file = readApis(settings.GATEWAY_APIS, {
    region: settings.GATEWAY_REGION,
    accountId: settings.GATEWAY_ACCOUNT_ID,
  });
  const { apis, domains } = file;
  for (const { imported } of apis)
    for (const warning of imported.warnings) log.warn({ warning }, "the API imports with a warning");
  const functions = functionsIn(settings.GATEWAY_FUNCTIONS);
  const trust = trustIn(settings, { log, environment: process.env });
  const backends = backendsByUndici(backendLimits);
  const usage = usageCounter(file.usagePlans, settings);
  const logs = accessLogs(log);
  const tracing = await tracingFrom(settings, log);
  const measured = metrics();
  const cache = measured.counted(verdictCache({ now: () => performance.now(), size: mostVerdicts }));
  const close = async () => {
    await usage.close();
    await logs.close();
    await tracing.close();
    await backends.close();
    await functions.close();
    await trust.close();
  };
  try {
    await loadFunctions(apis, functions);
    const deployments = deployed(file, {
      settings,
      backends,
      functions,
      trust,
      count: usage.count,
      logs,
      metrics: measured,
      verdicts: cache,
    });
    const routes = apis.flatMap(({ imported }) => imported.api.routes);
    requireOthersPaths(routes);
    const find = deploymentFinder(deployments, domains);
    const handle = front({
      publicUrl: new URL(settings.GATEWAY_PUBLIC_URL),
      find,
      administration: administration({
        secret: settings.GATEWAY_ADMIN_SECRET,
        region: settings.GATEWAY_REGION,
        accountId: settings.GATEWAY_ACCOUNT_ID,
        metrics: measured,
        tryAuthorizer: (wanted) => tryAuthorizer(wanted, { find, invoke: functions.invoke, verdicts: cache }),
        flush: (kind, apiId, stage) => flushAuthorizersCache({ kind, apiId, stage }, { deployments, verdicts: cache }),
      }),
      pages: settings.GATEWAY_PAGES ? pagesFrom(settings.GATEWAY_PAGES, routes, log) : null,
      tracing,
      ping: !routes.some(({ resource }) => resource === "/ping" || resource === "/sping"),
      log,
    });
    const listening = await listen(strictServer(handle, logUnread(log)), settings.GATEWAY_LISTEN);
    log.info(
      { address: written(settings.GATEWAY_LISTEN), url: settings.GATEWAY_PUBLIC_URL, apis: apis.map(({ id }) => id) },
      "listening",
    );
    return {
      async close() {
        await listening.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const loadFunctions = async (apis: readonly ServedApi[], functions: Functions) => {
  const missing = apis.flatMap(({ imported, stages }) =>
    missingFunctions(
      imported.api,
      stages.map(({ stage }) => stage),
      functions,
    ),
  );
  if (missing.length > 0) throw new CannotStart(missing.join("\n"));
  const needed = apis.flatMap(({ imported, stages }) =>
    neededFunctions(
      imported.api,
      stages.map(({ stage }) => stage),
    ),
  );
  await functions.load(needed.map(({ arn }) => arn));
};

interface World {
  readonly settings: Settings;
  readonly backends: Backends;
  readonly functions: Functions;
  readonly trust: Trust;
  readonly count: CountUsage;
  readonly logs: AccessLogs;
  readonly metrics: Metrics;
  readonly verdicts: VerdictCache;
}

/** Every API on every one of its stages. */
const deployed = (file: ServedApis, world: World): readonly Deployment[] => {
  const { settings, backends, functions, trust, count, logs, metrics, verdicts } = world;
  const now = () => performance.now();
  const keys = keyValues(file.apiKeys, process.env);
  const clientsOf = clientsOfStages({ keys, plans: file.usagePlans }, { count, now, time: Date.now });
  const account = tokenBucket(file.accountThrottling ?? ofTheAccount, now);
  const shared = {
    vpcLink: settings.GATEWAY_VPC_LINK,
    backends,
    invoke: functions.invoke,
    trust,
    verdicts,
  };
  return file.apis.flatMap(({ id, imported, explicitDeny, resourcePolicyDeny, stages }) =>
    stages.map(({ stage, throttling, accessLog }) => {
      const throttle = stageThrottle(throttling, account, now);
      const ports = { ...shared, explicitDeny, resourcePolicyDeny, stage, throttle, findClient: clientsOf(stage) };
      return {
        kind: imported.kind,
        stage,
        answer: assemble(imported.api, ports),
        trial: (watched) => assembleTrial(imported.api, { ...ports, ...watched }),
        listeners: [
          metrics.of({ kind: imported.kind, id, title: imported.title, stage: stage.name }),
          ...(accessLog ? [logs.to(accessLog)] : []),
        ],
        hasOwnEndpoint: !imported.api.disableExecuteApiEndpoint,
      };
    }),
  );
};

/** @throws {CannotStart} where a quota has no database to be counted in: in memory, a restart would give it anew. */
const usageCounter = (plans: ServedApis["usagePlans"], { GATEWAY_DATABASE_URL }: Settings) => {
  const limited = plans.find(({ quota }) => quota !== undefined);
  if (!limited) return { count: async () => true, close: async () => {} };
  if (GATEWAY_DATABASE_URL === undefined)
    throw new CannotStart(`the usage plan ${limited.name} has a quota: set GATEWAY_DATABASE_URL, where it is counted`);
  const knex = connect(GATEWAY_DATABASE_URL);
  return { count: usageInPostgres(knex), close: () => knex.destroy() };
};
