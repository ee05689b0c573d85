import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { byAttacker, responseSigned } from "../signing.ts";

export const attackersKeyResponse: Fault = {
  name: "attackers-key-response",
  family: "signature",
  description: "The response is signed by a stranger, whose certificate stands in KeyInfo.",
  source: "CVE-2024-32962",
  code: "SAML_SIGNATURE_INVALID",
  prepare: responseSigned,
  plan: byAttacker,
  unsigned: asAdmin,
};
