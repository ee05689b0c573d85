import { siblings } from "../content/crowd.ts";
import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { sealed, sealedFrom } from "./sealing.ts";

export const encryptedBomb: Fault = {
  name: "encrypted-bomb",
  family: "encryption",
  description: "Within the ciphertext stand five thousand elements beside each other.",
  source: "CWE-400",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedFrom((plain) => swap(plain, "</saml:Assertion>", `${siblings(5_000)}</saml:Assertion>`)),
};
