import { BadPolicy, parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import type { Policy } from "@gatehouse/iam-policy/policy.ts";

/** What an authorizer's function said, read and checked. It is what the cache keeps. */
export interface Verdict {
  /** Empty where the function gave none. */
  readonly principalId: string;
  /** A policy for any request, or the plain word of a simple response, which holds for every request. */
  readonly ruling: Policy | boolean;
  /** As the function gave it, less what is null; null where it gave none. */
  readonly context: Readonly<Record<string, unknown>> | null;
  /** The value of the caller's API key, for REST APIs whose keys come from the authorizer. */
  readonly usageIdentifierKey?: string;
}

/** The function's answer is none that API Gateway could use. `message` says what is wrong with it. */
export class BadVerdict extends Error {
  override name = "BadVerdict";
}

/**
 * Reads an answer that holds an IAM policy. A missing `principalId` is let through, as AWS was seen to do.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws {BadVerdict} on anything that is no policy.
 */
export const policyVerdict = (output: unknown): Verdict => {
  const { principalId, policyDocument, context, usageIdentifierKey } = answerIn(output, "policyDocument");
  return {
    principalId: principal(principalId),
    ruling: policyOf(policyDocument),
    context: contextOf(context),
    ...(typeof usageIdentifierKey === "string" ? { usageIdentifierKey } : {}),
  };
};

/**
 * The members of an answer.
 * @param member what it must hold, for the message.
 * @throws {BadVerdict} when it is no object.
 */
export const answerIn = (output: unknown, member: string): Readonly<Record<string, unknown>> => {
  if (typeof output === "object" && output !== null && !Array.isArray(output)) return output as Record<string, unknown>;
  throw new BadVerdict(`expected an object with ${member}, received ${shown(output)}`);
};

/**
 * The context of an answer. Unconfirmed for members that are null (left out) and for a context that is no object.
 * @throws {BadVerdict}
 */
export const contextOf = (context: unknown): Verdict["context"] => {
  if (context === undefined || context === null) return null;
  if (typeof context !== "object" || Array.isArray(context))
    throw new BadVerdict(`context: expected an object, received ${shown(context)}`);
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));
};

export const shown = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);

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
