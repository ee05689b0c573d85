import type { InvokeFunction, StreamFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { AccessLogs } from "../access-log/access-logs.ts";
import type { Trust } from "../authorizers/trust.ts";
import type { VerdictCache } from "../authorizers/verdict-cache.ts";
import type { Backends } from "../forwarder/backends.ts";
import { assemble as assembleHttpApi, assembleTrial as httpTrial } from "../http-api/assemble.ts";
import { authorizer } from "../http-api/authorizers/authorize.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { assemble as assembleRestApi, assembleTrial as restTrial } from "../rest-api/assemble.ts";
import type { VpcLink } from "../settings.ts";
import { ofTheAccount, stageThrottle, type Throttle } from "../throttling/throttle.ts";
import { tokenBucket } from "../throttling/token-bucket.ts";
import type { Watched } from "../trials/trial.ts";
import { clientsOfStages, type FindClient } from "../usage-plans/clients.ts";
import type { CountUsage } from "../usage-plans/count-usage.ts";
import { keyValues } from "../usage-plans/key-values.ts";
import type { Deployment } from "./find-deployment.ts";
import type { ServedApi, ServedApis, ServedStage } from "./read-apis.ts";

/** What APIs need of the world to be served. */
export interface World {
  readonly vpcLink: VpcLink;
  readonly backends: Backends;
  readonly invoke: InvokeFunction;
  readonly stream: StreamFunction;
  readonly trust: Trust;
  readonly count: CountUsage;
  readonly logs: AccessLogs;
  readonly metrics: Metrics;
  readonly verdicts: VerdictCache;
}

/** Milliseconds on a clock that never goes back. */
const now = () => performance.now();

/**
 * Every API on every one of its stages.
 * @throws {CannotStart} naming the operation that cannot work.
 */
export const deployed = (file: ServedApis, world: World): readonly Deployment[] => {
  const keys = keyValues(file.apiKeys, process.env);
  const clientsOf = clientsOfStages({ keys, plans: file.usagePlans }, { count: world.count, now, time: Date.now });
  const account = tokenBucket(file.accountThrottling ?? ofTheAccount, now);
  return file.apis.flatMap((api) =>
    api.stages.map((served): Deployment => {
      const { imported } = api;
      const { stage, throttling, accessLog } = served;
      const throttle = stageThrottle(throttling, account, now);
      return {
        kind: imported.kind,
        stage,
        ...assembled(api, served, { ...world, throttle, findClient: clientsOf(stage) }),
        listeners: [
          world.metrics.of({ kind: imported.kind, id: api.id, title: imported.title, stage: stage.name }),
          ...(accessLog ? [world.logs.to(accessLog)] : []),
        ],
        hasOwnEndpoint: !imported.api.disableExecuteApiEndpoint,
      };
    }),
  );
};

interface Ports extends World {
  readonly throttle: Throttle;
  readonly findClient: FindClient;
}

type Assembled = Pick<Deployment, "answer" | "trial">;

/** One kind of API, one folder. */
const assembled = (served: ServedApi, { stage, targets }: ServedStage, ports: Ports): Assembled => {
  const { explicitDeny, resourcePolicyDeny } = served;
  const { kind, api } = served.imported;
  if (kind === "REST") {
    const ofTheStage = { ...ports, stage, explicitDeny, resourcePolicyDeny };
    return {
      answer: assembleRestApi(api, ofTheStage),
      trial: (watched) => restTrial(api, { ...ofTheStage, ...watched }),
    };
  }
  const { keys, credentials } = ports.trust;
  const guarded = ({ invoke, verdicts: cache }: Watched) =>
    authorizer({ invoke, cache, now, keys, credentials, time: Date.now });
  const ofTheStage = { ...ports, stage, targets, authorize: guarded(ports) };
  return {
    answer: assembleHttpApi(api, ofTheStage),
    trial: (watched) => httpTrial(api, { ...ofTheStage, authorize: guarded(watched) }),
  };
};
