import type { Fault } from "../fault.ts";
import { flipped } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const aesCbcBlockFlipped: Fault = {
  name: "aes-cbc-block-flipped",
  family: "encryption",
  description:
    "A bit of AES-CBC's ciphertext is flipped: one block decrypts to noise, and the next to what the attacker wants.",
  source: "Jager, Somorovsky: How to Break XML Encryption (2011)",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => flipped(xml, 40), { content: "aes256-cbc" }),
};
