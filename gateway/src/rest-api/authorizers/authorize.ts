import type { Evaluation } from "@gatehouse/iam-policy/evaluate.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { cacheKey, type VerdictCache } from "../../authorizers/verdict-cache.ts";
import type { Authorizer } from "../api.ts";
import type { Authorization } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";
import { askFunction } from "./ask-function.ts";
import { type Asked, identityOf } from "./identity.ts";
import { judge } from "./judge.ts";
import { methodArn } from "./method-arn.ts";
import type { Verdict } from "./verdict.ts";

/** Why a request was let through or refused, for the log. */
export interface Decision {
  readonly effect: Evaluation["decision"];
  /** The statement that decided: its index in the policy, and its Sid if it has one; null where none applied. */
  readonly statement: { readonly index: number; readonly sid?: string } | null;
  readonly cached: boolean;
  readonly principalId: string;
  readonly reason: string;
}

export interface AuthorizePorts {
  readonly invoke: InvokeFunction;
  readonly cache: VerdictCache;
  /** Called once for each policy that was evaluated, before the request goes on. */
  readonly record: (decision: Decision) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** What follows the message of an explicit deny; AWS changed its words around 2025. */
  readonly explicitDenySuffix?: string;
}

/**
 * Asks the route's authorizer about a request: identity sources, then the cache, then the function, then the policy
 * for this request's own ARN. Null on an open route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * @throws {GatewayRefusal} a 401, a 403 or a 500: whatever is not an Allow.
 */
export const authorize = async (asked: Asked, ports: AuthorizePorts): Promise<Authorization | null> => {
  const { authorizer } = asked.route;
  if (!authorizer) return null;
  requireShortArn(asked);
  const identity = identityOf(authorizer, asked);
  if ("missing" in identity) throw new GatewayRefusal("UNAUTHORIZED", identity.missing);
  const { verdict, cached, milliseconds } = await verdictFor(authorizer, asked, identity.values, ports);
  const { principalId, context } = verdict;
  const authorization: Authorization = { principalId, context, integrationLatency: milliseconds };
  const evaluation = judge(verdict, asked);
  const decision = decisionOf(evaluation, verdict, cached, asked);
  ports.record(decision);
  if (evaluation.decision === "allow") return authorization;
  throw denied(decision, authorization, ports);
};

/** Longer ARNs are refused before anybody is asked. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const longestArn = 1600;

const requireShortArn = (asked: Asked) => {
  const bytes = Buffer.byteLength(methodArn(asked));
  if (bytes <= longestArn) return;
  throw new GatewayRefusal("DEFAULT_4XX", `the method's ARN has ${bytes} bytes; ${longestArn} are allowed`, {
    status: 414,
    errorType: "RequestUriTooLongException",
    message: "Request URI too long",
  });
};

interface Answered {
  readonly verdict: Verdict;
  readonly cached: boolean;
  readonly milliseconds: number;
}

/** Failures, a 401 among them, are not kept: the next request asks again. */
const verdictFor = async (
  authorizer: Authorizer,
  asked: Asked,
  identity: readonly (readonly string[])[],
  { invoke, cache, now }: AuthorizePorts,
): Promise<Answered> => {
  const { apiId, name } = asked.stage;
  const key = cacheKey([apiId, name, authorizer.name], identity);
  const cacheable = authorizer.resultTtl > 0 && identity.length > 0;
  const kept = cacheable ? cache.find(key) : undefined;
  if (kept) return { verdict: kept, cached: true, milliseconds: 0 };
  const started = now();
  const verdict = await askFunction(authorizer, asked, identity[0]?.at(-1) ?? "", invoke);
  const milliseconds = Math.round(now() - started);
  if (cacheable) cache.store(key, verdict, authorizer.resultTtl);
  return { verdict, cached: false, milliseconds };
};

const decisionOf = (evaluation: Evaluation, verdict: Verdict, cached: boolean, asked: Asked): Decision => {
  const { decision: effect, statement, sid } = evaluation;
  return {
    effect,
    statement: statement === null ? null : { index: statement, ...(sid ? { sid } : {}) },
    cached,
    principalId: verdict.principalId,
    reason: `${because(evaluation)} ${methodArn(asked)}${verdict.principalId ? "" : "; the authorizer gave no principalId"}`,
  };
};

const because = ({ decision, statement, sid }: Evaluation) => {
  if (statement === null) return "no statement allows";
  return `statement ${sid ?? statement} ${decision === "allow" ? "allows" : "denies"}`;
};

const inAnIdentityBasedPolicy = " with an explicit deny in an identity-based policy";

const denied = ({ effect, reason }: Decision, authorization: Authorization, { explicitDenySuffix }: AuthorizePorts) => {
  const suffix = effect === "explicitDeny" ? (explicitDenySuffix ?? inAnIdentityBasedPolicy) : "";
  const message = `User is not authorized to access this resource${suffix}`;
  return new GatewayRefusal("ACCESS_DENIED", reason, { message, authorization });
};
