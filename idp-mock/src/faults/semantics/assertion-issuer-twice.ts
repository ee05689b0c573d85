import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";
import { inAssertion } from "./in-assertion.ts";

export const assertionIssuerTwice: Fault = {
  name: "assertion-issuer-twice",
  family: "semantics",
  description: "The assertion names its issuer twice.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) =>
    inAssertion(xml, (assertion) => withElement(assertion, "saml:Issuer", (issuer) => issuer + issuer)),
};
