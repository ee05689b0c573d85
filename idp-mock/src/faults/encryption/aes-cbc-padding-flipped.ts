import type { Fault } from "../fault.ts";
import { flipped } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const aesCbcPaddingFlipped: Fault = {
  name: "aes-cbc-padding-flipped",
  family: "encryption",
  description:
    "A bit of AES-CBC's padding is flipped: who answers otherwise than to another bad message can be asked for every byte.",
  source: "Vaudenay (2002)",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => flipped(xml, -17), { content: "aes256-cbc" }),
};
