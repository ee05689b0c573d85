import type { Fault } from "../fault.ts";
import { withCiphertext } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const emptyCiphertext: Fault = {
  name: "empty-ciphertext",
  family: "encryption",
  description: "The ciphertext is empty.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-CipherData",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => withCiphertext(xml, () => Buffer.alloc(0))),
};
