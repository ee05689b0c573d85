import { allowOnly, at, type Field } from "../../openapi/field.ts";
import type { HttpProxy } from "../api.ts";
import { httpTargetIn, ofTheTarget } from "./http-target.ts";
import { type Operation, ofEvery, transferModeIn } from "./integration-fields.ts";
import { requireDefaultAlone } from "./proxy-responses.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
export const httpProxyIn = (field: Field, operation: Operation): HttpProxy => {
  allowOnly(field, [...ofEvery, ...ofTheTarget, "responses", "responseTransferMode"]);
  requireDefaultAlone(at(field, "responses"), "backend");
  return { type: "HTTP_PROXY", ...httpTargetIn(field, operation), transferMode: transferModeIn(field) };
};
