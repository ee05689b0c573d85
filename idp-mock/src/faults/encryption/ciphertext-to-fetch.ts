import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { resealed, sealed } from "./sealing.ts";

export const ciphertextToFetch: Fault = {
  name: "ciphertext-to-fetch",
  family: "encryption",
  description: "In place of the ciphertext stands the address of one, on an attacker's server.",
  source: "CWE-918; https://www.w3.org/TR/xmlenc-core1/#sec-CipherReference",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) =>
    swap(
      xml,
      /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?=<\/xenc:CipherData><\/xenc:EncryptedData>)/,
      '<xenc:CipherReference URI="http://attacker.example/ciphertext"/>',
    ),
  ),
};
