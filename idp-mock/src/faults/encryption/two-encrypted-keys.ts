import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { encryptedKey } from "./ciphertext.ts";
import { resealed, sealed } from "./sealing.ts";

export const twoEncryptedKeys: Fault = {
  name: "two-encrypted-keys",
  family: "encryption",
  description: "Two encrypted keys, of which readers take the first or the last.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-EncryptedKey",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => swap(xml, "</ds:KeyInfo>", `${encryptedKey.exec(xml)?.[0]}</ds:KeyInfo>`)),
};
