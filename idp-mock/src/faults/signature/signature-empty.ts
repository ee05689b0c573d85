import type { Fault } from "../fault.ts";
import { asAdmin, dsNamespace, signatureOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const signatureEmpty: Fault = {
  name: "signature-empty",
  family: "signature",
  description: "The signature holds nothing, and the name was changed.",
  source: "XML Signature 1.1, 4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => swap(asAdmin(xml), signatureOf(xml), `<ds:Signature ${dsNamespace}/>`),
};
