import { parseResourcePolicy } from "@gatehouse/iam-policy/parse-resource-policy.ts";
import type { ResourcePolicy } from "@gatehouse/iam-policy/resource-policy.ts";
import { stage } from "../../authorizers/testing/asked.ts";

/** A statement about everybody and every method of the API, unless told otherwise. */
export const about = (effect: string, more: object = {}) => ({
  Effect: effect,
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
  ...more,
});

/** The resource policy of the API that `asked` asks. */
export const resourcePolicy = (...statements: object[]): ResourcePolicy =>
  parseResourcePolicy({ Version: "2012-10-17", Statement: statements }, { ...stage, partition: "aws" });
