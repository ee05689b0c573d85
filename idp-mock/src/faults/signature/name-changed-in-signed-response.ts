import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { responseSigned } from "../signing.ts";

export const nameChangedInSignedResponse: Fault = {
  name: "name-changed-in-signed-response",
  family: "signature",
  description: "The name in the signed response was changed.",
  source: "XML Signature 1.1, 3.2.1",
  code: "SAML_SIGNATURE_INVALID",
  prepare: responseSigned,
  signed: asAdmin,
};
