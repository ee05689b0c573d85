import type { Fault } from "../fault.ts";
import { asAdmin, assertionOf, renamed } from "../pieces.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const forgedAssertionInSignature: Fault = {
  name: "forged-assertion-in-signature",
  family: "wrapping",
  description: "A forged assertion stands in an Object of the response's signature, which stays valid.",
  source: "XML Signature 1.1, 6.6.4: an enveloped signature does not cover itself",
  code: "SAML_STRUCTURE_INVALID",
  prepare: responseSigned,
  signed: (xml) =>
    swap(xml, "</ds:Signature>", `<ds:Object>${asAdmin(renamed(assertionOf(xml)))}</ds:Object></ds:Signature>`),
};
