import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const noNameId: Fault = {
  name: "no-name-id",
  family: "semantics",
  description: "Confirms a subject and does not name it.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) => without(xml, "saml:NameID"),
};
