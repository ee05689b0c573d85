import type { Fault } from "../fault.ts";
import { flipped } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const gcmTagFlipped: Fault = {
  name: "gcm-tag-flipped",
  family: "encryption",
  description: "A bit of AES-GCM's tag is flipped.",
  source: "NIST SP 800-38D, 7.2",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => flipped(xml, -1)),
};
