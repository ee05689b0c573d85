import type { Fault } from "../fault.ts";
import { assertionOf, forgedTwin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const forgedAssertionInKeyInfo: Fault = {
  name: "forged-assertion-in-key-info",
  family: "wrapping",
  description: "A forged assertion stands in KeyInfo of the assertion's own signature, which stays valid.",
  source: "XML Signature 1.1, 6.6.4: an enveloped signature does not cover itself",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, "</ds:KeyInfo>", `${forgedTwin(assertionOf(xml))}</ds:KeyInfo>`),
};
