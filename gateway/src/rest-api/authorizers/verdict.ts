import { BadPolicy, parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import type { Policy } from "@gatehouse/iam-policy/policy.ts";

/** What an authorizer's function said, read and checked. It is what the cache keeps. */
export interface Verdict {
  /** Empty where the function gave none. */
  readonly principalId: string;
  readonly policy: Policy;
  /** Values as strings, as `$context.authorizer.x` and proxy functions get them from a REST API. */
  readonly context: Readonly<Record<string, string>>;
}

/** The function's answer is none that API Gateway could use. `message` says what is wrong with it. */
export class BadVerdict extends Error {
  override name = "BadVerdict";
}

/**
 * Reads the output of an authorizer's function. A missing `principalId` is let through, as AWS was seen to do.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws {BadVerdict} on anything that is no policy, and on a context with an object or an array in it.
 */
export const readVerdict = (output: unknown): Verdict => {
  if (typeof output !== "object" || output === null || Array.isArray(output))
    throw new BadVerdict(`expected an object with policyDocument, received ${shown(output)}`);
  const { principalId, policyDocument, context } = output as Record<string, unknown>;
  return { principalId: principal(principalId), policy: policyOf(policyDocument), context: contextOf(context) };
};

const principal = (value: unknown) => {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new BadVerdict(`principalId: expected a string, received ${shown(value)}`);
};

const policyOf = (document: unknown) => {
  try {
    return parsePolicy(document);
  } catch (error) {
    if (error instanceof BadPolicy) throw new BadVerdict(`policyDocument: ${error.message}`, { cause: error });
    throw error;
  }
};

const contextOf = (context: unknown): Verdict["context"] => {
  if (context === undefined || context === null) return {};
  if (typeof context !== "object" || Array.isArray(context))
    throw new BadVerdict(`context: expected an object, received ${shown(context)}`);
  const given = Object.entries(context).filter(([, value]) => value !== null);
  const bad = given.find(([, value]) => typeof value === "object");
  if (bad) throw new BadVerdict(`context.${bad[0]}: expected a string, number or boolean, received ${shown(bad[1])}`);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
};

const shown = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 80);
