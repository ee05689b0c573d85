import type { Evaluation } from "./evaluate.ts";

export type Decision = Evaluation["decision"];

/** What all policies that have a say come to, and which of them brought it about. */
export interface Ruling {
  readonly decision: Decision;
  /** At least one. With an implicit deny, those that would have had to allow. */
  readonly by: readonly Opinion[];
}

/** What one policy says, and whose it is. */
export interface Opinion extends Evaluation {
  readonly policy: "authorizer" | "identity" | "resource";
}

/** What an API without a resource policy, and a caller without an identity policy, has to say. */
export const silence: Evaluation = { decision: "implicitDeny", statement: null };

/**
 * First of two phases with a Lambda authorizer: what the resource policy denies is refused before the authorizer is
 * asked; null where it denies nothing.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export const beforeAuthorizer = (resource: Evaluation): Ruling | null =>
  resource.decision === "explicitDeny" ? byResourcePolicy(resource) : null;

/** Second phase: the authorizer's policy, fresh or cached, and the resource policy together. */
export const withAuthorizer = (authorizer: Evaluation, resource: Evaluation): Ruling =>
  combined(sameAccount, { ...authorizer, policy: "authorizer" }, { ...resource, policy: "resource" });

/**
 * Without an authorizer (`NONE`), and after a Cognito token was found good, the resource policy must allow by itself.
 * Only for an API that has one: without, there is nothing to ask.
 */
export const byResourcePolicy = (resource: Evaluation): Ruling => alone("resource", resource);

/** Where no other policy has a say. */
export const alone = (policy: Opinion["policy"], evaluation: Evaluation): Ruling => ({
  decision: evaluation.decision,
  by: [{ ...evaluation, policy }],
});

/** A signed request (`AWS_IAM`): from the API's own account either policy may allow, from another one both must. */
export const withIdentity = (identity: Evaluation, resource: Evaluation, isSameAccount: boolean): Ruling =>
  combined(
    isSameAccount ? sameAccount : crossAccount,
    { ...identity, policy: "identity" },
    { ...resource, policy: "resource" },
  );

/** By what the authorizer or the caller's policy says, then by what the resource policy says. */
type Table = Readonly<Record<Decision, Readonly<Record<Decision, Decision>>>>;

const denied = { allow: "explicitDeny", implicitDeny: "explicitDeny", explicitDeny: "explicitDeny" } as const;

/** Table A of AWS's page. */
const sameAccount: Table = {
  allow: { allow: "allow", implicitDeny: "allow", explicitDeny: "explicitDeny" },
  implicitDeny: { allow: "allow", implicitDeny: "implicitDeny", explicitDeny: "explicitDeny" },
  explicitDeny: denied,
};

/** Table B. */
const crossAccount: Table = {
  allow: { allow: "allow", implicitDeny: "implicitDeny", explicitDeny: "explicitDeny" },
  implicitDeny: { allow: "implicitDeny", implicitDeny: "implicitDeny", explicitDeny: "explicitDeny" },
  explicitDeny: denied,
};

const combined = (table: Table, first: Opinion, resource: Opinion): Ruling => {
  const decision = table[first.decision][resource.decision];
  return { decision, by: [first, resource].filter((each) => each.decision === decision) };
};
