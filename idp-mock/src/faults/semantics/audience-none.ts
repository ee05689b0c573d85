import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const audienceNone: Fault = {
  name: "audience-none",
  family: "semantics",
  description: "Says of no service provider that it is meant for it.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_AUDIENCE_MISMATCH",
  unsigned: (xml) => without(xml, "saml:AudienceRestriction"),
};
