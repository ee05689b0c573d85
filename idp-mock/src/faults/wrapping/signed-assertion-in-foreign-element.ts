import type { Fault } from "../fault.ts";
import { asAdmin, bare, renamed, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const signedAssertionInForeignElement: Fault = {
  name: "signed-assertion-in-foreign-element",
  family: "wrapping",
  description: "The signature stands in a forged assertion; the signed one in an element that nobody knows, behind it.",
  source: "crewjam/saml, XSW permutation nine",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) => `${asAdmin(renamed(genuine))}<xsw_wrapper>${bare(genuine)}</xsw_wrapper>`),
};
