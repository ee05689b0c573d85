import { allowOnly, type Field } from "../../openapi/field.ts";
import type { Http } from "../api.ts";
import { httpTargetIn, ofTheTarget } from "./http-target.ts";
import { type Operation, ofEvery } from "./integration-fields.ts";
import { ofTransformed, transformedIn } from "./transformed.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
export const httpIn = (field: Field, operation: Operation): Http => {
  allowOnly(field, [...ofEvery, ...ofTheTarget, ...ofTransformed]);
  return { type: "HTTP", ...httpTargetIn(field, operation), ...transformedIn(field, operation) };
};
