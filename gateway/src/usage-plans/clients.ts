import { createHash } from "node:crypto";
import type { Stage } from "../apis/stage.ts";
import { type Take, tokenBucket } from "../throttling/token-bucket.ts";
import type { CountUsage } from "./count-usage.ts";
import { periodStart } from "./period.ts";
import type { UsagePlan } from "./usage-plans-file.ts";

/** An API key with its value, as clients send it. */
export interface KnownKey {
  readonly name: string;
  readonly value: string;
  readonly enabled: boolean;
}

/** Who calls with an API key that is worth something on this stage. */
export interface Client {
  readonly keyId: string;
  /**
   * Takes one request in.
   * @param route `GET /trades/{tradeId}`.
   * @returns null where it may go on, else which limit of the plan it is over.
   */
  admit(route: string): Promise<"THROTTLED" | "QUOTA_EXCEEDED" | null>;
}

/** The client of a key; null for one that is unknown, disabled, or in no plan of the stage. */
export type FindClient = (value: string) => Client | null;

interface Ports {
  readonly count: CountUsage;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Milliseconds since the epoch. */
  readonly time: () => number;
}

/**
 * The clients of each stage. A plan's rate is one client's over all its stages; where the plan names a route, that
 * client's rate on that route comes first.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export const clientsOfStages = (
  { keys, plans }: { readonly keys: readonly KnownKey[]; readonly plans: readonly UsagePlan[] },
  ports: Ports,
): ((stage: Pick<Stage, "apiId" | "name">) => FindClient) => {
  const buckets = new Map<string, Take>();
  const bucket = (name: readonly string[], rate: UsagePlan["throttle"]) => {
    if (!rate) return unlimited;
    const key = JSON.stringify(name);
    const found = buckets.get(key) ?? tokenBucket(rate, ports.now);
    buckets.set(key, found);
    return found;
  };
  return ({ apiId, name: stage }) => {
    const clients = new Map<string, Client>();
    for (const plan of plans) {
      const place = plan.stages.find((each) => each.api === apiId && each.stage === stage);
      for (const key of place ? keys.filter(({ name, enabled }) => enabled && plan.keys.includes(name)) : [])
        clients.set(hashed(key.value), {
          keyId: keyId(key.name),
          async admit(route) {
            const ofTheRoute = bucket([plan.name, key.name, apiId, stage, route], place?.throttle[route]);
            if (!ofTheRoute() || !bucket([plan.name, key.name], plan.throttle)()) return "THROTTLED";
            return (await hasQuota(plan, key, ports)) ? null : "QUOTA_EXCEEDED";
          },
        });
    }
    return (value) => clients.get(hashed(value)) ?? null;
  };
};

const unlimited: Take = () => true;

const hasQuota = ({ name: plan, quota }: UsagePlan, { name: key }: KnownKey, { count, time }: Ports) =>
  quota === undefined || count({ plan, key, since: periodStart(quota, time()), limit: quota.limit });

/** Compared as hashes, so that the time it takes tells nothing of a key. */
const hashed = (value: string) => createHash("sha256").update(value).digest("base64");

/** Ten letters and digits that stay the same for the same name, as ids of API keys look. */
export const keyId = (name: string): string =>
  BigInt(`0x${createHash("sha256").update(`api key ${name}`).digest("hex").slice(0, 20)}`)
    .toString(36)
    .padStart(10, "0")
    .slice(0, 10);
