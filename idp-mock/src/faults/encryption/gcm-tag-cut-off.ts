import type { Fault } from "../fault.ts";
import { withCiphertext } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const gcmTagCutOff: Fault = {
  name: "gcm-tag-cut-off",
  family: "encryption",
  description: "Of AES-GCM's tag four bytes are left, which can be guessed.",
  source: "NIST SP 800-38D, appendix C",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => withCiphertext(xml, (bytes) => bytes.subarray(0, -12))),
};
