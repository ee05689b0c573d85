import { allowOnly, at, bool, type Field, fault, isGiven, members, text } from "../../openapi/field.ts";
import type { Route } from "../api.ts";

export type FindValidator = (operation: Field) => Route["validator"];

const extension = "x-amazon-apigateway-request-validator";
const none: Route["validator"] = { parameters: false, body: false };

/**
 * The request validator of an operation, its own or the root's.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export const requestValidatorsIn = (root: Field): FindValidator => {
  const validators = new Map(members(at(root, `${extension}s`)).map(([name, field]) => [name, validatorIn(field)]));
  return (operation) => {
    const own = at(operation, extension);
    const named = isGiven(own) ? own : at(root, extension);
    if (!isGiven(named)) return none;
    const found = validators.get(text(named, "the name of a request validator"));
    if (!found) fault(named, `${extension}s has no ${String(named.value)}`);
    return found ?? none;
  };
};

const validatorIn = (field: Field): Route["validator"] => {
  allowOnly(field, ["validateRequestBody", "validateRequestParameters"]);
  return { parameters: bool(at(field, "validateRequestParameters")), body: bool(at(field, "validateRequestBody")) };
};
