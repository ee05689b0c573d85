import type { Fault } from "../fault.ts";
import { firstSignIn } from "./first-sign-in.ts";
import { saying } from "./saying.ts";

export const attributesMissing: Fault = {
  name: "attributes-missing",
  family: "semantics",
  description: "Nothing is said of a person who was never seen before, where an attribute is required.",
  source: "Amazon Cognito Developer Guide: required attributes and mappings",
  code: "SAML_ATTRIBUTE_REQUIRED",
  prepare: firstSignIn,
  plan: saying({ attributes: {} }),
};
