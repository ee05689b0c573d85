import type { ConditionKeys } from "@gatehouse/iam-policy/condition.ts";
import { type Evaluation, evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import type { Question } from "@gatehouse/iam-policy/statement-parts.ts";
import type { Credential } from "./credential.ts";
import { roleArnOf, userNameOf } from "./principal-arns.ts";

/**
 * What the identity-based policies of whoever signed a request say. Within the API's own account an Allow is enough; for
 * a principal of another one the API's resource policy must allow as well (`withIdentity` of @gatehouse/iam-policy).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 * @param question its conditions are those of the request; the principal's are added here.
 */
export const judgePrincipal = (credential: Credential, question: Question): Evaluation => {
  const statements = credential.policies.flatMap((policy) => policy.statements);
  const conditions = { ...question.conditions, ...principalKeys(credential) };
  return evaluate({ statements }, { ...question, conditions });
};

/**
 * What conditions may ask of a principal. Of temporary credentials nobody here knows when and how they were issued, so
 * those keys are left out for them, and a doubt never allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
export const principalKeys = ({ principal, sessionToken }: Credential): ConditionKeys => {
  const { arn, accountId, userId } = principal;
  const [role, userName] = [roleArnOf(arn), userNameOf(arn)];
  return {
    "aws:PrincipalArn": role ?? arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": principalType(role, userName),
    "aws:userid": userId,
    "aws:username": userName ?? null,
    ...(sessionToken === undefined ? longTerm : {}),
  };
};

const principalType = (role: string | undefined, userName: string | undefined) => {
  if (role !== undefined) return "AssumedRole";
  return userName === undefined ? "Account" : "User";
};

/** The keys that requests with long-term credentials do not have. */
const longTerm: ConditionKeys = {
  "aws:TokenIssueTime": null,
  "aws:MultiFactorAuthPresent": null,
  "aws:MultiFactorAuthAge": null,
};
