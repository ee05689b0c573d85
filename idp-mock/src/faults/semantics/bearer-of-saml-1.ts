import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const bearerOfSaml1: Fault = {
  name: "bearer-of-saml-1",
  family: "semantics",
  description: "Confirmed by the bearer method of SAML 1.",
  source: "SAML Profiles 2.0, 3.3 and 4.1.4.2",
  code: "SAML_CONFIRMATION_METHOD",
  unsigned: (xml) =>
    withAttribute(xml, "saml:SubjectConfirmation", { Method: "urn:oasis:names:tc:SAML:1.0:cm:bearer" }),
};
