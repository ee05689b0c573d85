import type { Fault } from "../fault.ts";
import { without } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { forged } from "./resigning.ts";
import { signatureValue } from "./signed-info.ts";

export const signatureValueMissing: Fault = {
  name: "signature-value-missing",
  family: "signature",
  description: "The digest fits the changed name, and the signature has no value.",
  source: "XML Signature 1.1, 4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => without(forged(xml), signatureValue),
};
