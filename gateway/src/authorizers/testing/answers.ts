import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";

export const statement = (effect: string, resource: unknown = "*", more: object = {}) => ({
  Effect: effect,
  Action: "execute-api:Invoke",
  Resource: resource,
  ...more,
});

export const policy = (...statements: object[]) => ({
  principalId: "alice",
  policyDocument: { Version: "2012-10-17", Statement: statements },
});

export const result = (value: unknown): FunctionOutcome => ({ kind: "result", value });
export const thrown = (errorMessage: string): FunctionOutcome => ({ kind: "error", errorMessage, errorType: "Error" });
