import { at, type Field, fault, isGiven, members, resolved } from "../../openapi/field.ts";
import type { Dialect } from "./dialect.ts";

/** The `responses` of an operation, references resolved; faults are told where the operation refers to them. */
export const responsesIn = (
  operation: Field,
  { root, dialect }: { readonly root: Field; readonly dialect: Dialect },
): Field => {
  const responses = at(operation, "responses");
  if (!isGiven(responses)) return responses;
  const all = members(responses);
  for (const [status, response] of all)
    if (!dialect.hasSharedResponses && isGiven(at(response, "$ref")))
      fault(response, `API Gateway does not support shared responses in Swagger 2.0: write ${status} out here`);
  return { ...responses, value: Object.fromEntries(all.map(([status, each]) => [status, resolved(each, root).value])) };
};
