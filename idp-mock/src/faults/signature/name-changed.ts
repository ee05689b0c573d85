import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const nameChanged: Fault = {
  name: "name-changed",
  family: "signature",
  description: "The name in the signed assertion was changed.",
  source: "XML Signature 1.1, 3.2.1",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: asAdmin,
};
