import type { StageThrottling } from "./throttling-file.ts";
import { type Rate, type Take, tokenBucket } from "./token-bucket.ts";

/** What a region grants an account unless told otherwise: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const ofTheAccount: Rate = { rateLimit: 10_000, burstLimit: 5_000 };

/**
 * Takes a request in, or says whose limit it is over.
 * @param route as routes are named: `GET /trades/{tradeId}`.
 * @returns null for a request that may go on.
 */
export type Throttle = (route: string) => string | null;

/**
 * The limits of one stage: a route's own or the stage's, each route with a bucket of its own, then the account's, which
 * all stages share.
 */
export const stageThrottle = (
  { rateLimit, burstLimit, routes }: StageThrottling,
  account: Take,
  now: () => number,
): Throttle => {
  const ofTheStage = rateLimit === undefined || burstLimit === undefined ? null : { rateLimit, burstLimit };
  const buckets = new Map<string, Take>();
  const bucketOf = (route: string) => {
    const rate = Object.hasOwn(routes, route) ? routes[route] : ofTheStage;
    const bucket = buckets.get(route) ?? (rate ? tokenBucket(rate, now) : unlimited);
    buckets.set(route, bucket);
    return bucket;
  };
  return (route) => {
    if (!bucketOf(route)()) return `the stage's limit for ${route}`;
    return account() ? null : "the account's limit";
  };
};

const unlimited: Take = () => true;
