import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { askFunction, type NoVerdict } from "../../authorizers/ask-function.ts";
import { type Decision, decisionOf, note } from "../../authorizers/decision.ts";
import type { Identity } from "../../authorizers/identity.ts";
import { judge } from "../../authorizers/judge.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
import type { VerdictCache } from "../../authorizers/verdict-cache.ts";
import { verdictFor } from "../../authorizers/verdict-for.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Authorizer, LambdaAuthorizer } from "../api.ts";
import type { Authorization } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";
import { authorizerEvent } from "./event.ts";
import { type Asked, identityOf, tokenIn } from "./identity.ts";
import { contextAsStrings, readVerdict } from "./verdict.ts";

export interface AuthorizePorts {
  readonly invoke: InvokeFunction;
  readonly cache: VerdictCache;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** What follows the message of an explicit deny; AWS changed its words around 2025. */
  readonly explicitDeny: string;
}

/**
 * Asks the route's authorizer about a request: identity sources, then the cache, then the function, then the policy
 * for this request's own ARN. Null on an open route. The facts say afterwards what was decided and why.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * @throws {GatewayRefusal} a 401, a 403 or a 500: whatever is not an Allow.
 */
export const authorize = async (asked: Asked, facts: Facts, ports: AuthorizePorts): Promise<Authorization | null> => {
  const { authorizer } = asked.route;
  if (!authorizer) return null;
  if (authorizer.type !== "TOKEN" && authorizer.type !== "REQUEST") throw unenforced(authorizer);
  const arn = shortArn(asked);
  const identity = identityOf(authorizer, asked);
  if ("missing" in identity) throw new GatewayRefusal("UNAUTHORIZED", identity.missing);
  const { answer, call } = await answerOf(authorizer, asked, identity.values, ports);
  if (call) facts.calls.authorizer = call;
  if ("failure" in answer) throw unanswered(answer);
  const authorization = {
    principalId: answer.principalId,
    context: contextAsStrings(answer),
    integrationLatency: call?.latency ?? 0,
    ...(answer.usageIdentifierKey === undefined ? {} : { usageIdentifierKey: answer.usageIdentifierKey }),
  };
  const decision = decisionOf({ evaluation: judge(answer, asked), verdict: answer, cached: !call, arn });
  note(decision, facts);
  if (decision.effect === "allow") return authorization;
  throw denied(decision, authorization, ports);
};

/** Longer ARNs are refused before anybody is asked. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const longestArn = 1600;

const shortArn = (asked: Asked) => {
  const arn = methodArn(asked);
  const bytes = Buffer.byteLength(arn);
  if (bytes <= longestArn) return arn;
  throw new GatewayRefusal("DEFAULT_4XX", `the method's ARN has ${bytes} bytes; ${longestArn} are allowed`, {
    status: 414,
    errorType: "RequestUriTooLongException",
    message: "Request URI too long",
  });
};

/** The start refuses such a route; should one come this far, nobody gets through. */
const unenforced = ({ name, type }: Authorizer) =>
  new GatewayRefusal("AUTHORIZER_CONFIGURATION_ERROR", `nothing enforces ${type} of ${name}`);

/** REST authorizers have no time-out of their own; API Gateway's for an integration holds. Milliseconds. */
const timeout = 29_000;

const answerOf = (authorizer: LambdaAuthorizer, asked: Asked, identity: Identity, ports: AuthorizePorts) => {
  const { stage } = asked;
  const functionArn = withStageVariables(authorizer.functionArn, stage.variables);
  const event = () => authorizerEvent(authorizer, asked, tokenIn(identity));
  const ask = () => askFunction({ functionArn, event: event(), timeout, read: readVerdict }, ports);
  return verdictFor({ stage, authorizer, identity, ask }, ports.cache);
};

const unanswered = ({ failure, reason }: NoVerdict) =>
  new GatewayRefusal(failure === "unauthorized" ? "UNAUTHORIZED" : "AUTHORIZER_CONFIGURATION_ERROR", reason);

const denied = ({ effect, reason }: Decision, authorization: Authorization, { explicitDeny }: AuthorizePorts) => {
  const suffix = effect === "explicitDeny" ? ` ${explicitDeny}` : "";
  const message = `User is not authorized to access this resource${suffix}`;
  return new GatewayRefusal("ACCESS_DENIED", reason, { message, authorization });
};
