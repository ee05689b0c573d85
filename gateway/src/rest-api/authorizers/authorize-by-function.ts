import { alone, type Ruling, withAuthorizer } from "@gatehouse/iam-policy/authorization-flow.ts";
import type { ResourcePolicy } from "@gatehouse/iam-policy/resource-policy.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { askFunction, type NoVerdict } from "../../authorizers/ask-function.ts";
import { decisionOf, note } from "../../authorizers/decision.ts";
import type { Identity } from "../../authorizers/identity.ts";
import { judge } from "../../authorizers/judge.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
import { notingSteps } from "../../authorizers/noting-steps.ts";
import type { Verdict } from "../../authorizers/verdict.ts";
import type { VerdictCache } from "../../authorizers/verdict-cache.ts";
import { verdictFor } from "../../authorizers/verdict-for.ts";
import type { Facts } from "../../facts/facts.ts";
import type { LambdaAuthorizer } from "../api.ts";
import type { LambdaAuthorization } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";
import { judgeResource } from "../resource-policy/judge-resource.ts";
import { endingOf } from "./ending-of.ts";
import { authorizerEvent } from "./event.ts";
import { type Asked, identityOf, tokenIn } from "./identity.ts";
import { contextAsStrings, readVerdict } from "./verdict.ts";

export interface FunctionPorts {
  readonly invoke: InvokeFunction;
  readonly cache: VerdictCache;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Null for an API without one. */
  readonly resourcePolicy: ResourcePolicy | null;
  /** What follows the message of an explicit deny; AWS changed its words around 2025. */
  readonly explicitDeny: string;
}

/**
 * Asks a Lambda authorizer about a request: identity sources, then the cache, then the function, then its policy for
 * this request's own ARN, together with the API's resource policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * @throws {GatewayRefusal} a 401, a 403 or a 500: whatever is not an Allow.
 */
export const authorizeByFunction = (
  authorizer: LambdaAuthorizer,
  asked: Asked,
  facts: Facts,
  ports: FunctionPorts,
): Promise<LambdaAuthorization> => notingSteps(() => allowed(authorizer, asked, facts, ports), endingOf, facts);

const allowed = async (authorizer: LambdaAuthorizer, asked: Asked, facts: Facts, ports: FunctionPorts) => {
  const identity = identityOf(authorizer, asked);
  if ("missing" in identity) throw new GatewayRefusal("UNAUTHORIZED", identity.missing);
  const { answer, call } = await answerOf(authorizer, asked, identity.values, ports);
  if (call) facts.calls.authorizer = call;
  if ("failure" in answer) throw unanswered(answer);
  const authorization: LambdaAuthorization = {
    kind: "lambda",
    principalId: answer.principalId,
    context: contextAsStrings(answer),
    integrationLatency: call?.latency ?? 0,
    ...(answer.usageIdentifierKey === undefined ? {} : { usageIdentifierKey: answer.usageIdentifierKey }),
  };
  const ruling = rulingOn(answer, asked, ports);
  const decision = decisionOf({ ruling, verdict: answer, cached: !call, arn: methodArn(asked) });
  note(decision, facts);
  if (decision.effect === "allow") return authorization;
  const message = deniedMessage(ruling, ports);
  throw new GatewayRefusal("ACCESS_DENIED", decision.reason, { message, authorization });
};

/** REST authorizers have no time-out of their own; API Gateway's for an integration holds. Milliseconds. */
const timeout = 29_000;

const answerOf = (authorizer: LambdaAuthorizer, asked: Asked, identity: Identity, ports: FunctionPorts) => {
  const { stage } = asked;
  const functionArn = withStageVariables(authorizer.functionArn, stage.variables);
  const event = () => authorizerEvent(authorizer, asked, tokenIn(identity));
  const ask = () => askFunction({ functionArn, event: event(), timeout, read: readVerdict }, ports);
  return verdictFor({ stage, authorizer, identity, ask }, ports.cache);
};

const unanswered = ({ failure, reason }: NoVerdict) =>
  new GatewayRefusal(failure === "unauthorized" ? "UNAUTHORIZED" : "AUTHORIZER_CONFIGURATION_ERROR", reason);

const rulingOn = (verdict: Verdict, asked: Asked, { resourcePolicy }: FunctionPorts): Ruling => {
  const evaluation = judge(verdict, asked);
  return resourcePolicy
    ? withAuthorizer(evaluation, judgeResource(resourcePolicy, asked))
    : alone("authorizer", evaluation);
};

/** Unconfirmed: that nothing else is said where neither of two policies allows. What the resource policy denies comes not so far. */
const deniedMessage = ({ decision }: Ruling, { explicitDeny }: FunctionPorts) => {
  const suffix = decision === "explicitDeny" ? ` ${explicitDeny}` : "";
  return `User is not authorized to access this resource${suffix}`;
};
