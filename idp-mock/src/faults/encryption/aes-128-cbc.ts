import type { Fault } from "../fault.ts";
import { sealed, sealedWith } from "./sealing.ts";

export const aes128Cbc: Fault = {
  name: "aes-128-cbc",
  family: "encryption",
  description: "The assertion is encrypted by AES-128-CBC, which can be decrypted by asking for the padding.",
  source: "Jager, Somorovsky: How to Break XML Encryption (2011)",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedWith({ content: "aes128-cbc" }),
};
