import type { Stage } from "../apis/stage.ts";
import type { Call } from "../facts/facts.ts";
import type { Asked, NoVerdict } from "./ask-function.ts";
import type { Identity } from "./identity.ts";
import type { Verdict } from "./verdict.ts";
import { cacheKey, type VerdictCache } from "./verdict-cache.ts";

interface Wanted {
  readonly stage: Pick<Stage, "apiId" | "name">;
  readonly authorizer: { readonly name: string; readonly resultTtl: number };
  readonly identity: Identity;
  readonly ask: () => Promise<Asked>;
}

export interface Answered {
  readonly answer: Verdict | NoVerdict;
  /** Null: the answer came from the cache. */
  readonly call: Call | null;
}

/**
 * A verdict from the cache, or else from the function. Failures, a 401 among them, are not kept: the next request asks
 * again. Nor do requests that come at one time wait for one answer: each of them asks, as it does on AWS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export const verdictFor = async (
  { stage, authorizer, identity, ask }: Wanted,
  cache: VerdictCache,
): Promise<Answered> => {
  const cacheable = authorizer.resultTtl > 0 && identity.length > 0;
  const key = cacheKey(stage, authorizer.name, identity);
  const kept = cacheable ? cache.find(key) : undefined;
  if (kept) return { answer: kept, call: null };
  const asked = await ask();
  if (cacheable && !("failure" in asked.answer)) cache.store(key, asked.answer, authorizer.resultTtl);
  return asked;
};
