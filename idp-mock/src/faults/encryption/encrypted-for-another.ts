import type { Fault } from "../fault.ts";
import { sealed } from "./sealing.ts";

export const encryptedForAnother: Fault = {
  name: "encrypted-for-another",
  family: "encryption",
  description: "Encrypted for somebody else's certificate.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-EncryptedKey",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  plan: (plan, { keys }) => ({ ...plan, encryption: { certificate: keys.attacker.certificate } }),
};
