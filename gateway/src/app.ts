import { connect } from "@gatehouse/db/connect.ts";
import { listen, type Running, written } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type Functions, functionsIn } from "@gatehouse/lambda/functions/functions.ts";
import { accessLogs } from "./access-log/access-logs.ts";
import { administration } from "./administration/administration.ts";
import { flushAuthorizersCache } from "./administration/flush-authorizers-cache.ts";
import { requireOthersPaths } from "./administration/own-paths.ts";
import { declaredRoutes } from "./apis/declared-routes.ts";
import { deployed } from "./apis/deployed.ts";
import { deploymentFinder } from "./apis/find-deployment.ts";
import { readApis, type ServedApi, type ServedApis } from "./apis/read-apis.ts";
import { trustIn } from "./authorizers/trust.ts";
import { verdictCache } from "./authorizers/verdict-cache.ts";
import { backendsByUndici } from "./forwarder/backends.ts";
import { front } from "./front/front.ts";
import { isHealthCheck } from "./front/health-check.ts";
import { logUnread } from "./front/log-line.ts";
import { strictServer } from "./front/server.ts";
import { missingFunctions, neededFunctions } from "./functions/missing-functions.ts";
import { metrics } from "./metrics/metrics.ts";
import { pagesFrom } from "./pages/pages.ts";
import type { Settings } from "./settings.ts";
import { tracingFrom } from "./tracing/tracing-from.ts";
import { tryAuthorizer } from "./trials/trial.ts";
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
  const functions = functionsIn(settings.GATEWAY_FUNCTIONS, { log, reload: settings.GATEWAY_RELOAD });
  const trust = trustIn(settings, { log, environment: process.env });
  const backends = backendsByUndici(backendLimits);
  const usage = usageCounter(file.usagePlans, settings);
  const logs = accessLogs(log);
  const tracing = await tracingFrom(settings, log);
  const measured = metrics();
  const verdicts = verdictCache({ now: () => performance.now(), size: mostVerdicts });
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
      vpcLink: settings.GATEWAY_VPC_LINK,
      backends,
      invoke: functions.invoke,
      stream: functions.stream,
      trust,
      count: usage.count,
      logs,
      metrics: measured,
      verdicts: measured.counted(verdicts),
    });
    const routes = apis.flatMap(({ imported }) => declaredRoutes(imported));
    requireOthersPaths(routes);
    const find = deploymentFinder(deployments, domains);
    const publicUrl = new URL(settings.GATEWAY_PUBLIC_URL);
    const handle = front({
      publicUrl,
      find,
      administration: administration({
        secret: settings.GATEWAY_ADMIN_SECRET,
        region: settings.GATEWAY_REGION,
        accountId: settings.GATEWAY_ACCOUNT_ID,
        metrics: measured,
        // Past the counters: no client asked.
        tryAuthorizer: (wanted) => tryAuthorizer(wanted, { publicUrl, find, invoke: functions.invoke, verdicts }),
        flush: (kind, apiId, stage) => flushAuthorizersCache({ kind, apiId, stage }, { deployments, verdicts }),
      }),
      pages: settings.GATEWAY_PAGES ? pagesFrom(settings.GATEWAY_PAGES, routes, log) : null,
      tracing,
      ping: !routes.some(({ path }) => isHealthCheck(path)),
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
  const needing = apis.map(({ imported, stages }) => ({
    routes: declaredRoutes(imported),
    stages: stages.map(({ stage }) => stage),
  }));
  const missing = needing.flatMap(({ routes, stages }) => missingFunctions(routes, stages, functions));
  if (missing.length > 0) throw new CannotStart(missing.join("\n"));
  const needed = needing.flatMap(({ routes, stages }) => neededFunctions(routes, stages));
  await functions.load(needed.map(({ arn }) => arn));
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
