import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const signatureValueChanged: Fault = {
  name: "signature-value-changed",
  family: "signature",
  description: "Four letters of the signature's value are others.",
  source: "XML Signature 1.1, 3.2.2",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, /<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA"),
};
