import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const noSubject: Fault = {
  name: "no-subject",
  family: "semantics",
  description: "Is about nobody.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) => without(xml, "saml:Subject"),
};
