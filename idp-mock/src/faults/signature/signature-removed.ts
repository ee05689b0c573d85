import type { Fault } from "../fault.ts";
import { asAdmin, bare } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const signatureRemoved: Fault = {
  name: "signature-removed",
  family: "signature",
  description: "The signature was removed, and the name changed.",
  source: "SAML Profiles 2.0, 4.1.4.3",
  code: "SAML_SIGNATURE_MISSING",
  prepare: assertionSigned,
  signed: (xml) => asAdmin(bare(xml)),
};
