import { type Evaluation, weigh } from "./evaluate.ts";
import { speaksOf } from "./principals.ts";
import type { ResourcePolicy, Signer } from "./resource-policy.ts";
import { partsOf, type Question } from "./statement-parts.ts";

export interface ResourceQuestion extends Question {
  /** Null for everybody who did not sign the request for IAM: to a resource policy they are all alike. */
  readonly signer: Signer | null;
}

/**
 * What the policy of a REST API says by itself; authorization-flow.ts tells what comes of it. To allow an account is to
 * leave it to that account whom it allows: in the API's own account that allows nobody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export const evaluateResourcePolicy = (
  { statements, owner }: ResourcePolicy,
  { signer, ...question }: ResourceQuestion,
): Evaluation =>
  weigh(statements, (statement) => {
    const delegates = statement.effect === "Allow" && signer?.accountId === owner;
    const fits = speaksOf(statement.principals, signer, !delegates);
    return [{ name: "Principal", fits }, ...partsOf(statement, question)];
  });
