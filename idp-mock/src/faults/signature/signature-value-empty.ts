import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { forged } from "./resigning.ts";
import { signatureValue } from "./signed-info.ts";

export const signatureValueEmpty: Fault = {
  name: "signature-value-empty",
  family: "signature",
  description: "The digest fits the changed name, and the signature's value is empty.",
  source: "XML Signature 1.1, 4.3",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => swap(forged(xml), signatureValue, "<ds:SignatureValue/>"),
};
