import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { resealed, sealed } from "./sealing.ts";

export const aesCbcCalledGcm: Fault = {
  name: "aes-cbc-called-gcm",
  family: "encryption",
  description: "Ciphertext of AES-CBC that calls itself AES-GCM.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-AES-GCM",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed(
    (xml) => swap(xml, "http://www.w3.org/2001/04/xmlenc#aes256-cbc", "http://www.w3.org/2009/xmlenc11#aes256-gcm"),
    { content: "aes256-cbc" },
  ),
};
