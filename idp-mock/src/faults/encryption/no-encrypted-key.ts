import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { encryptedKey } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const noEncryptedKey: Fault = {
  name: "no-encrypted-key",
  family: "encryption",
  description: "There is no encrypted key.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-EncryptedKey",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => swap(xml, encryptedKey, "")),
};
