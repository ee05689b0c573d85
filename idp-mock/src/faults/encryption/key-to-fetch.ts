import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { encryptedKey } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const keyToFetch: Fault = {
  name: "key-to-fetch",
  family: "encryption",
  description: "In place of the key stands the address of one, on an attacker's server.",
  source: "CWE-918; XML Signature 1.1, 4.5.3",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => swap(xml, encryptedKey, '<ds:RetrievalMethod URI="http://attacker.example/key"/>')),
};
