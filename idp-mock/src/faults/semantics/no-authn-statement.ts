import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const noAuthnStatement: Fault = {
  name: "no-authn-statement",
  family: "semantics",
  description: "Does not say that the person has authenticated.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_AUTHN_STATEMENT_MISSING",
  unsigned: (xml) => without(xml, "saml:AuthnStatement"),
};
