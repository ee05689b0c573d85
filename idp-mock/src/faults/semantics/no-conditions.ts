import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const noConditions: Fault = {
  name: "no-conditions",
  family: "semantics",
  description: "Is subject to no conditions.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) => without(xml, "saml:Conditions"),
};
