import type { Fault } from "../fault.ts";
import { eachBeing } from "./each-being.ts";
import { saying } from "./saying.ts";

export const attributesBlankLater: Fault = {
  name: "attributes-blank-later",
  family: "semantics",
  description: "All attributes of a person who was seen before are blank now, where one is required.",
  source: "Amazon Cognito Developer Guide: required attributes and mappings",
  code: "SAML_ATTRIBUTE_REQUIRED_DELETED",
  needs: "an earlier sign-in",
  plan: (plan) => saying({ attributes: eachBeing(plan, " ") })(plan),
};
