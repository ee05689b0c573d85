import { BadPolicy } from "@gatehouse/iam-policy/bad-policy.ts";
import { parseResourcePolicy } from "@gatehouse/iam-policy/parse-resource-policy.ts";
import type { ApiPlace, ResourcePolicy } from "@gatehouse/iam-policy/resource-policy.ts";
import { at, type Field, fault } from "../../openapi/field.ts";

/**
 * Reads the resource policy of an API; null where the file has none. Written without a value it is a fault: nobody can
 * tell what is meant. https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-policy.html
 */
export const resourcePolicyIn = (field: Field, api: ApiPlace): ResourcePolicy | null => {
  if (field.value === undefined) return null;
  try {
    return parseResourcePolicy(field.value, api);
  } catch (error) {
    if (!(error instanceof BadPolicy)) throw error;
    fault(error.place.reduce<Field>(at, field), error.problem);
    return null;
  }
};
