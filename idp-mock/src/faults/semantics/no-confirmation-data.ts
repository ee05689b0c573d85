import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const noConfirmationData: Fault = {
  name: "no-confirmation-data",
  family: "semantics",
  description: "The confirmation does not say for whom, until when and in answer to what.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) => without(xml, "saml:SubjectConfirmationData"),
};
