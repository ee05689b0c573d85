import type { Stage } from "../apis/stage.ts";
import type { NoVerdict } from "./ask-function.ts";
import type { Identity } from "./identity.ts";
import type { Verdict } from "./verdict.ts";
import { cacheKey, type VerdictCache } from "./verdict-cache.ts";

export interface Wanted {
  readonly stage: Pick<Stage, "apiId" | "name">;
  readonly authorizer: { readonly name: string; readonly resultTtl: number };
  readonly identity: Identity;
  readonly ask: () => Promise<Verdict | NoVerdict>;
}

export interface Answered {
  readonly answer: Verdict | NoVerdict;
  readonly cached: boolean;
  /** That the function took; 0 when the answer came from the cache (Unconfirmed). */
  readonly milliseconds: number;
}

/**
 * A verdict from the cache, or else from the function. Failures, a 401 among them, are not kept: the next request asks
 * again. Nor do requests that come at one time wait for one answer: each of them asks, as it does on AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export const verdictFor = async (
  { stage, authorizer, identity, ask }: Wanted,
  { cache, now }: { readonly cache: VerdictCache; readonly now: () => number },
): Promise<Answered> => {
  const cacheable = authorizer.resultTtl > 0 && identity.length > 0;
  const key = cacheKey(stage, authorizer.name, identity);
  const kept = cacheable ? cache.find(key) : undefined;
  if (kept) return { answer: kept, cached: true, milliseconds: 0 };
  const started = now();
  const answer = await ask();
  const milliseconds = Math.round(now() - started);
  if (cacheable && !("failure" in answer)) cache.store(key, answer, authorizer.resultTtl);
  return { answer, cached: false, milliseconds };
};
