import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const noConfirmation: Fault = {
  name: "no-confirmation",
  family: "semantics",
  description: "The subject is not confirmed in any way.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_CONFIRMATION_METHOD",
  unsigned: (xml) => without(xml, "saml:SubjectConfirmation"),
};
