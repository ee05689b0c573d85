import { silence } from "@gatehouse/iam-policy/authorization-flow.ts";
import type { ConditionKeys } from "@gatehouse/iam-policy/condition.ts";
import type { Evaluation } from "@gatehouse/iam-policy/evaluate.ts";
import { evaluateResourcePolicy } from "@gatehouse/iam-policy/evaluate-resource-policy.ts";
import type { ResourcePolicy } from "@gatehouse/iam-policy/resource-policy.ts";
import { questionOf } from "../../authorizers/judge.ts";
import type { Credential } from "../../signatures/credential.ts";
import { principalKeys } from "../../signatures/judge-principal.ts";
import { signerOf } from "../../signatures/principal-arns.ts";
import type { Asked } from "../authorizers/identity.ts";

/**
 * What an API's resource policy says of a request by itself; without a policy, nothing.
 * @param caller whose credentials signed it; null for everybody else, with a token or without.
 */
export const judgeResource = (
  policy: ResourcePolicy | null,
  asked: Asked,
  caller: Credential | null = null,
): Evaluation => {
  if (!policy) return silence;
  const question = questionOf(asked);
  const conditions = { ...question.conditions, ...(caller ? principalKeys(caller) : anonymous) };
  return evaluateResourcePolicy(policy, { ...question, conditions, signer: caller && signerOf(caller.principal) });
};

/**
 * The condition keys that only a signed request has. `aws:PrincipalType` and `aws:userid` are left out: by API Gateway's
 * page they are absent, by IAM's they say `Anonymous`, and a doubt must not allow.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
const anonymous: ConditionKeys = {
  "aws:PrincipalAccount": null,
  "aws:PrincipalArn": null,
  "aws:PrincipalOrgID": null,
  "aws:PrincipalOrgPaths": null,
  "aws:TokenIssueTime": null,
  "aws:MultiFactorAuthPresent": null,
  "aws:MultiFactorAuthAge": null,
  "aws:username": null,
};
