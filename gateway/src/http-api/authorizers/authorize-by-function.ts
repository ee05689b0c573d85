import { alone } from "@gatehouse/iam-policy/authorization-flow.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { askFunction, type NoVerdict } from "../../authorizers/ask-function.ts";
import { decisionOf, note } from "../../authorizers/decision.ts";
import type { Identity } from "../../authorizers/identity.ts";
import { judge } from "../../authorizers/judge.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
import { type Ending, notingSteps } from "../../authorizers/noting-steps.ts";
import type { VerdictCache } from "../../authorizers/verdict-cache.ts";
import { verdictFor } from "../../authorizers/verdict-for.ts";
import type { Facts } from "../../facts/facts.ts";
import type { LambdaAuthorizer } from "../api.ts";
import type { Asked, LambdaAuthorization } from "../exchange.ts";
import { Refusal, refusals } from "../refusal.ts";
import { event1 } from "./event-1.ts";
import { event2 } from "./event-2.ts";
import { identityOf } from "./identity.ts";
import { readVerdict } from "./verdict.ts";

export interface FunctionPorts {
  readonly invoke: InvokeFunction;
  readonly cache: VerdictCache;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Asks a Lambda authorizer about a request: identity sources, then the cache, then the function, then its word for this
 * very request. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws {Refusal} a 401, a 403 or a 500: whatever is not a clear yes.
 */
export const authorizeByFunction = (
  authorizer: LambdaAuthorizer,
  asked: Asked,
  facts: Facts,
  ports: FunctionPorts,
): Promise<LambdaAuthorization> => notingSteps(() => allowed(authorizer, asked, facts, ports), endingOf, facts);

const allowed = async (authorizer: LambdaAuthorizer, asked: Asked, facts: Facts, ports: FunctionPorts) => {
  const identity = identityOf(authorizer.identitySources, asked);
  if ("missing" in identity) throw new Refusal("UNAUTHORIZED", identity.missing);
  const { answer, call } = await answerOf(authorizer, asked, identity.values, ports);
  if (call) facts.calls.authorizer = call;
  if ("failure" in answer) throw unanswered(answer);
  const ruling = alone("authorizer", judge(answer, asked));
  const decision = decisionOf({ ruling, verdict: answer, cached: !call, arn: methodArn(asked) });
  note(decision, facts);
  if (decision.effect !== "allow") throw new Refusal("ACCESS_DENIED", decision.reason);
  return { kind: "lambda" as const, principalId: answer.principalId || null, context: answer.context };
};

const endingOf = (error: unknown): Ending | null =>
  error instanceof Refusal
    ? { denied: error.type === "ACCESS_DENIED", status: refusals[error.type].status, error: error.reason }
    : null;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: milliseconds. */
const timeout = 10_000;

const answerOf = (authorizer: LambdaAuthorizer, asked: Asked, identity: Identity, ports: FunctionPorts) => {
  const { stage } = asked;
  const functionArn = withStageVariables(authorizer.functionArn, stage.variables);
  const event = authorizer.payloadFormatVersion === "2.0" ? event2 : event1;
  const read = (output: unknown) => readVerdict(authorizer, output);
  const ask = () => askFunction({ functionArn, event: event(asked, identity), timeout, read }, ports);
  return verdictFor({ stage, authorizer, identity, ask }, ports.cache);
};

/** Unconfirmed: that a function which fails with exactly `Unauthorized` makes a 401 here as it does in a REST API. */
const unanswered = ({ failure, reason }: NoVerdict) =>
  new Refusal(failure === "unauthorized" ? "UNAUTHORIZED" : "INTERNAL_SERVER_ERROR", reason);
