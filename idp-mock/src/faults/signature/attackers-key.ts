import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned, byAttacker } from "../signing.ts";

export const attackersKey: Fault = {
  name: "attackers-key",
  family: "signature",
  description: "Signed by a stranger, whose certificate stands in KeyInfo and bears the identity provider's name.",
  source: "XML Signature 1.1, 4.5: KeyInfo is a hint",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  plan: byAttacker,
  unsigned: asAdmin,
};
