/**
 * A second evaluator for tests to compare with, written from AWS's pages alone and in another way: regular expressions
 * for wildcards, texts of bits for addresses, and two truth values. Instead of a third, `doubt` is what a statement gets
 * where nobody can tell: true for a Deny, false for an Allow, and the contrary under a negation.
 */
import { type NaiveKeys, naiveCondition } from "./naive-condition.ts";
import { naiveWildcard } from "./naive-wildcard.ts";

type Principal = "*" | { readonly AWS: readonly string[] } | { readonly Service: readonly string[] };

export interface NaiveStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface NaiveRequest {
  readonly action: string;
  readonly resource: string;
  readonly keys: NaiveKeys;
  /** The account and the only ARN of who signed the request. */
  readonly signer?: { readonly accountId: string; readonly arn: string } | null;
}

export const naiveDecision = (statements: readonly NaiveStatement[], request: NaiveRequest, owner = "") => {
  const effects = statements.filter((statement) => applies(statement, request, owner)).map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "explicitDeny";
  return effects.includes("Allow") ? "allow" : "implicitDeny";
};

const applies = (statement: NaiveStatement, { action, resource, keys, signer }: NaiveRequest, owner: string) => {
  const { Effect, Principal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const doubt = Effect === "Deny";
  const upper = (patterns?: readonly string[]) => patterns?.map((pattern) => pattern.toUpperCase());
  const conditions = Object.entries(Condition).flatMap(([operator, tests]) =>
    Object.entries(tests).map((each) => naiveCondition(operator, each, keys, doubt)),
  );
  return (
    isCovered(upper(Action), upper(NotAction), action.toUpperCase(), doubt) &&
    isCovered(Resource, NotResource, resource, doubt) &&
    (!Principal || isMeant(Principal, signer, doubt ? "" : owner, doubt)) &&
    !conditions.includes(false)
  );
};

const isCovered = (
  positive: readonly string[] | undefined,
  negative: readonly string[] | undefined,
  text: string,
  doubt: boolean,
): boolean => {
  if (!positive) return !isCovered(negative ?? [], undefined, text, !doubt);
  return positive.some((pattern) => (pattern.includes("${") ? doubt : naiveWildcard(pattern, text)));
};

/** @param silentFor the account to name which says nothing. */
const isMeant = (principal: Principal, signer: NaiveRequest["signer"], silentFor: string, doubt: boolean) => {
  if (principal === "*") return true;
  if ("Service" in principal) return doubt;
  const names = signer ? ["*", signer.arn] : ["*"];
  if (signer && signer.accountId !== silentFor) names.push(signer.accountId, `arn:aws:iam::${signer.accountId}:root`);
  return principal.AWS.some((name) => names.includes(name));
};
