import type { Fault } from "../fault.ts";
import { asAdmin, bare, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const forgedAssertionUnderSameId: Fault = {
  name: "forged-assertion-under-same-id",
  family: "wrapping",
  description: "A forged assertion has the ID of the signed one, which stands before it.",
  source: "SAML Core 2.0, 1.3.4",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  signed: (xml) => withAssertion(xml, (genuine) => genuine + asAdmin(bare(genuine))),
};
