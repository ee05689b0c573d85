import { listen, type Running, written } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type Functions, functionsIn } from "@gatehouse/lambda/functions/functions.ts";
import { type Deployment, deploymentFinder } from "./apis/find-deployment.ts";
import { readApis, type ServedApi } from "./apis/read-apis.ts";
import { verdictCache } from "./authorizers/verdict-cache.ts";
import { type Backends, backendsByUndici } from "./forwarder/backends.ts";
import { front } from "./front/front.ts";
import { logUnread } from "./front/log-line.ts";
import { strictServer } from "./front/server.ts";
import { missingFunctions, neededFunctions } from "./functions/missing-functions.ts";
import { pagesFrom } from "./pages/pages.ts";
import { assemble } from "./rest-api/assemble.ts";
import type { Settings } from "./settings.ts";

/** Connections to one service at once; requests beyond wait for one of them within their own time-out. */
const backendLimits = { connections: 128, connectTimeout: 2_000 };

/** Verdicts kept for all authorizers together. */
const verdicts = 10_000;

/**
 * Starts the gateway on the APIs, stages and functions that the settings name.
 * @throws `BadFile`, `CannotStart` or `CannotListen`, naming what cannot be used; nothing is left running then.
 */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const { apis, domains } = readApis(settings.GATEWAY_APIS, {
    region: settings.GATEWAY_REGION,
    accountId: settings.GATEWAY_ACCOUNT_ID,
  });
  for (const { imported } of apis)
    for (const warning of imported.warnings) log.warn({ warning }, "the API imports with a warning");
  const functions = functionsIn(settings.GATEWAY_FUNCTIONS);
  const backends = backendsByUndici(backendLimits);
  const close = async () => {
    await backends.close();
    await functions.close();
  };
  try {
    await loadFunctions(apis, functions);
    const deployments = deployed(apis, { settings, backends, functions });
    const routes = apis.flatMap(({ imported }) => imported.api.routes);
    const handle = front({
      publicUrl: new URL(settings.GATEWAY_PUBLIC_URL),
      find: deploymentFinder(deployments, domains),
      pages: settings.GATEWAY_PAGES ? pagesFrom(settings.GATEWAY_PAGES, routes, log) : null,
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
  const missing = apis.flatMap(({ imported, stages }) => missingFunctions(imported.api, stages, functions));
  if (missing.length > 0) throw new CannotStart(missing.join("\n"));
  const needed = apis.flatMap(({ imported, stages }) => neededFunctions(imported.api, stages));
  await functions.load(needed.map(({ arn }) => arn));
};

interface World {
  readonly settings: Settings;
  readonly backends: Backends;
  readonly functions: Functions;
}

/** Every API on every one of its stages. */
const deployed = (apis: readonly ServedApi[], { settings, backends, functions }: World): readonly Deployment[] => {
  const shared = {
    vpcLink: settings.GATEWAY_VPC_LINK,
    backends,
    invoke: functions.invoke,
    verdicts: verdictCache({ now: () => performance.now(), size: verdicts }),
  };
  return apis.flatMap(({ imported, stages }) =>
    stages.map((stage) => ({
      kind: imported.kind,
      stage,
      answer: assemble(imported.api, { ...shared, stage }),
      hasOwnEndpoint: !imported.api.disableExecuteApiEndpoint,
    })),
  );
};
