import type { Fault } from "../fault.ts";
import { inAssertion } from "./in-assertion.ts";
import { issuedBy } from "./issued-by.ts";

export const assertionIssuerOther: Fault = {
  name: "assertion-issuer-other",
  family: "semantics",
  description: "The assertion names another issuer than the response around it does.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_ISSUER_MISMATCH",
  unsigned: (xml) => inAssertion(xml, (assertion) => issuedBy(assertion, "https://other-idp.example/metadata")),
};
