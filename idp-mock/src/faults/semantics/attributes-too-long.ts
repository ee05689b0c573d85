import type { Fault } from "../fault.ts";
import { eachBeing } from "./each-being.ts";
import { saying } from "./saying.ts";

export const attributesTooLong: Fault = {
  name: "attributes-too-long",
  family: "semantics",
  description: "Each attribute has 2,049 characters.",
  source: "Amazon Cognito API Reference: AttributeValueType, at most 2,048",
  code: "SAML_ATTRIBUTE_TOO_LONG",
  plan: (plan) => saying({ attributes: eachBeing(plan, "x".repeat(2_049)) })(plan),
};
