import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";
import { responseSigned } from "../signing.ts";
import { inAssertion } from "./in-assertion.ts";

export const assertionIssuerMissing: Fault = {
  name: "assertion-issuer-missing",
  family: "semantics",
  description: "The response is signed and names its issuer, the assertion in it does not.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_ASSERTION_INVALID",
  prepare: responseSigned,
  unsigned: (xml) => inAssertion(xml, (assertion) => without(assertion, "saml:Issuer")),
};
