import { beforeAuthorizer, byResourcePolicy, type Ruling } from "@gatehouse/iam-policy/authorization-flow.ts";
import { denialMessage } from "@gatehouse/iam-policy/denial-message.ts";
import type { ResourcePolicy } from "@gatehouse/iam-policy/resource-policy.ts";
import { decisionBy, note } from "../../authorizers/decision.ts";
import { questionOf } from "../../authorizers/judge.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Asked } from "../authorizers/identity.ts";
import type { ClaimsAuthorization } from "../exchange.ts";
import { GatewayRefusal } from "../refusal.ts";
import { judgeResource } from "./judge-resource.ts";

export interface ResourcePolicyPorts {
  /** Null for an API without one. */
  readonly resourcePolicy: ResourcePolicy | null;
  /** What follows the message where a statement denies. */
  readonly resourcePolicyDeny: string;
}

/**
 * Where a Lambda authorizer guards the route, what the resource policy denies is refused before the authorizer is asked.
 * Elsewhere the policy has its say later: with a signature it depends on who signed, and after a Cognito token as well as
 * without any authorization it must allow.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 * @throws {GatewayRefusal} 403.
 */
export const requireNoDeny = (
  asked: Asked,
  facts: Facts,
  { resourcePolicy, resourcePolicyDeny }: ResourcePolicyPorts,
): void => {
  const { authorizer } = asked.route;
  if (authorizer?.type !== "TOKEN" && authorizer?.type !== "REQUEST") return;
  const ruling = beforeAuthorizer(judgeResource(resourcePolicy, asked));
  if (ruling) decide(ruling, { asked, authorization: null, resourcePolicyDeny }, facts);
};

/**
 * Where no other policy has a say, an API's resource policy must allow; one without a policy lets everybody through.
 * @param authorization of a token that was found good: to the policy its bearer is as anonymous as everybody else.
 * @throws {GatewayRefusal} 403.
 */
export const requireAllowed = (
  asked: Asked,
  facts: Facts,
  { resourcePolicy, resourcePolicyDeny }: ResourcePolicyPorts,
  authorization: ClaimsAuthorization | null = null,
): void => {
  if (!resourcePolicy) return;
  const ruling = byResourcePolicy(judgeResource(resourcePolicy, asked));
  decide(ruling, { asked, authorization, resourcePolicyDeny }, facts);
};

interface Judged {
  readonly asked: Asked;
  readonly authorization: ClaimsAuthorization | null;
  readonly resourcePolicyDeny: string;
}

const decide = (ruling: Ruling, { asked, authorization, resourcePolicyDeny }: Judged, facts: Facts) => {
  const question = questionOf(asked);
  const principalId = authorization?.claims.sub ?? "";
  const decision = decisionBy({ ruling, arn: question.resource, principalId });
  note(decision, facts);
  if (ruling.decision === "allow") return;
  const explicitDenySuffix = ` ${resourcePolicyDeny}`;
  const message = denialMessage({ ...question, decision: ruling.decision, caller: null, explicitDenySuffix });
  throw new GatewayRefusal("ACCESS_DENIED", decision.reason, { message, ...(authorization ? { authorization } : {}) });
};
