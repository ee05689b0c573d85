import type { Fault } from "../fault.ts";
import { eachBeing } from "./each-being.ts";
import { firstSignIn } from "./first-sign-in.ts";
import { saying } from "./saying.ts";

export const attributesBlank: Fault = {
  name: "attributes-blank",
  family: "semantics",
  description: "All attributes of a person who was never seen before are blank, where one is required.",
  source: "Amazon Cognito Developer Guide: required attributes and mappings",
  code: "SAML_ATTRIBUTE_REQUIRED",
  prepare: firstSignIn,
  plan: (plan) => saying({ attributes: eachBeing(plan, " ") })(plan),
};
