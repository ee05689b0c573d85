import { listen, type Running, written } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { functionsIn } from "@gatehouse/lambda/functions/functions.ts";
import { stageVariables } from "./apis/stage-variables.ts";
import { verdictCache } from "./authorizers/verdict-cache.ts";
import { backendsByUndici } from "./forwarder/backends.ts";
import { logUnread } from "./front/front.ts";
import { strictServer } from "./front/server.ts";
import { missingFunctions, neededFunctions } from "./functions/missing-functions.ts";
import { pagesFrom } from "./pages/pages.ts";
import { assemble } from "./rest-api/assemble.ts";
import type { Stage } from "./rest-api/exchange.ts";
import { importApi } from "./rest-api/import/import-api.ts";
import type { Settings } from "./settings.ts";

/** Connections to one service at once; requests beyond wait for one of them within their own time-out. */
const backendLimits = { connections: 128, connectTimeout: 2_000 };

/** Verdicts kept for all authorizers together. */
const verdicts = 10_000;

/**
 * Starts the gateway on the API, the stage and the functions that the settings name.
 * @throws `BadFile`, `CannotStart` or `CannotListen`, naming what cannot be used; nothing is left running then.
 */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const publicUrl = new URL(settings.GATEWAY_PUBLIC_URL);
  const stage = stageOf(settings, publicUrl);
  const api = importApi(settings.GATEWAY_API, stage);
  for (const warning of api.warnings) log.warn({ warning }, "the API imports with a warning");
  const functions = functionsIn(settings.GATEWAY_FUNCTIONS);
  const backends = backendsByUndici(backendLimits);
  const close = async () => {
    await backends.close();
    await functions.close();
  };
  try {
    const missing = missingFunctions(api, [stage], functions);
    if (missing.length > 0) throw new CannotStart(missing.join("\n"));
    await functions.load(neededFunctions(api, [stage]).map(({ arn }) => arn));
    const handle = assemble(api, {
      stage,
      publicUrl,
      vpcLink: settings.GATEWAY_VPC_LINK,
      backends,
      invoke: functions.invoke,
      verdicts: verdictCache({ now: () => performance.now(), size: verdicts }),
      pages: settings.GATEWAY_PAGES ? pagesFrom(settings.GATEWAY_PAGES, api.routes, log) : null,
      log,
    });
    const listening = await listen(strictServer(handle, logUnread(log)), settings.GATEWAY_LISTEN);
    log.info(
      { address: written(settings.GATEWAY_LISTEN), url: settings.GATEWAY_PUBLIC_URL, routes: api.routes.length },
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

const stageOf = (settings: Settings, publicUrl: URL): Stage => ({
  region: settings.GATEWAY_REGION,
  accountId: settings.GATEWAY_ACCOUNT_ID,
  apiId: settings.GATEWAY_API_ID,
  name: settings.GATEWAY_STAGE,
  variables: stageVariables(settings.GATEWAY_STAGES, settings.GATEWAY_STAGE, settings.GATEWAY_API),
  domainName: publicUrl.host,
});
