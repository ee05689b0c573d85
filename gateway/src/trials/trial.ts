import type { FunctionOutcome, InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { isOwnPath } from "../administration/own-paths.ts";
import type { Answer, AnswerRequest } from "../answer.ts";
import type { FindDeployment } from "../apis/find-deployment.ts";
import type { Verdict } from "../authorizers/verdict.ts";
import type { VerdictCache } from "../authorizers/verdict-cache.ts";
import { noFacts } from "../facts/facts.ts";
import { requireHeadSize } from "../front/head-size.ts";
import { trialRequest, type Wanted } from "./trial-request.ts";

/** What a trial shows, as the test box of AWS's console does: https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeAuthorizer.html */
export interface Trial {
  readonly api: string;
  readonly stage: string;
  /** Null where no route is found. */
  readonly route: string | null;
  /** `hit`: the answer of an earlier request is still kept. `miss`: the function was asked. `none`: nobody was. */
  readonly cache: "hit" | "miss" | "none";
  readonly function: string | null;
  /** What the function was given; null where it was not asked. */
  readonly event: unknown;
  readonly output: FunctionOutcome | null;
  /** Milliseconds that the function took. */
  readonly milliseconds: number | null;
  /** What was evaluated where the answer was kept: the policy, or the plain word of a simple response. */
  readonly kept: Pick<Verdict, "principalId" | "ruling" | "context"> | null;
  /** What to change before it surprises somebody; null where nothing is seen. */
  readonly advice: string | null;
  /** The log line of such a request: principal, effect, the statement that decided, the reason. */
  readonly decision: Readonly<Record<string, unknown>>;
  /** What a client would get before any integration is asked; null: the request would be let through. */
  readonly refusal: { readonly status: number; readonly headers: Answer["headers"]; readonly body: string } | null;
}

/** What of the world a trial looks over the shoulder of. */
export interface Watched {
  readonly invoke: InvokeFunction;
  readonly verdicts: VerdictCache;
}

interface Ports extends Watched {
  readonly publicUrl: URL;
  readonly find: FindDeployment;
}

const mark = "x-gatehouse-trial";

/** The answer of an assembled API to a request that its authorizer lets through, when no integration is asked. */
export const letThrough: Answer = { status: 204, headers: [[mark, "let through"]], body: null };

/**
 * Asks the authorizer of a route, and nobody behind it. The cache is looked at and not changed.
 * @returns null where no API is served there.
 * @throws {Failure} for a request that the front would refuse.
 */
export const tryAuthorizer = async (wanted: Wanted, { publicUrl, find, ...world }: Ports): Promise<Trial | null> => {
  const client = trialRequest(wanted, publicUrl);
  const found = isOwnPath(client.path) ? null : find(client);
  if (found === null || found === "no stage") return null;
  const { deployment, request } = found;
  requireHeadSize(request.body, deployment.kind);
  const watching = watch(world);
  const facts = noFacts();
  const answer = await deployment.trial(watching.ports)(request, new AbortController().signal, facts);
  const { asked, kept, stored } = watching.seen;
  return {
    api: deployment.stage.apiId,
    stage: deployment.stage.name,
    route: facts.route,
    cache: kept ? "hit" : asked ? "miss" : "none",
    function: asked?.arn ?? null,
    event: asked?.event ?? null,
    output: asked?.outcome ?? null,
    milliseconds: facts.calls.authorizer?.latency ?? null,
    kept: kept ?? null,
    advice: stored ? adviceFor(stored) : null,
    decision: facts.log,
    refusal: answer.headers.some(([name]) => name === mark) ? null : shown(answer),
  };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html */
const adviceFor = ({ verdict: { ruling }, seconds }: NonNullable<Seen["stored"]>) => {
  if (typeof ruling === "boolean") return null;
  const allowed = ruling.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ resources }) => resources.patterns);
  if (allowed.length === 0 || allowed.some((pattern) => /[*?]/.test(pattern))) return null;
  return `The policy allows ${allowed.length === 1 ? "one ARN" : `${allowed.length} ARNs`} and no pattern, and it is kept for ${seconds} seconds: with the same identity every other route is refused meanwhile.`;
};

/** What an API is assembled with for a trial. */
export type AssembleTrial = (watched: Watched) => AnswerRequest;

interface Seen {
  asked?: { readonly arn: string; readonly event: unknown; readonly outcome: FunctionOutcome };
  kept?: Verdict;
  stored?: { readonly verdict: Verdict; readonly seconds: number };
}

const watch = ({ invoke, verdicts }: Watched) => {
  const seen: Seen = {};
  const ports: Watched = {
    async invoke(arn, event, timeout) {
      const outcome = await invoke(arn, event, timeout);
      seen.asked = { arn, event, outcome };
      return outcome;
    },
    verdicts: {
      find(key) {
        const kept = verdicts.find(key);
        if (kept) seen.kept = kept;
        return kept;
      },
      store(_key, verdict, seconds) {
        seen.stored = { verdict, seconds };
      },
      flush() {},
    },
  };
  return { seen, ports };
};

const shown = ({ status, headers, body }: Answer) => ({
  status,
  headers,
  body: typeof body === "string" || Buffer.isBuffer(body) ? body.toString() : "",
});
