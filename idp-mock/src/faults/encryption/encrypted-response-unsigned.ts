import type { Fault } from "../fault.ts";
import { sealed } from "./sealing.ts";

export const encryptedResponseUnsigned: Fault = {
  name: "encrypted-response-unsigned",
  family: "encryption",
  description:
    "The assertion is signed within the ciphertext and the response is not, so that anybody may have ciphertexts of his own tried.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-chosen-ciphertext-attacks",
  code: "SAML_SIGNATURE_POLICY",
  needs: "encrypted assertions",
  prepare: sealed,
  plan: (plan) => ({ ...plan, signing: { ...plan.signing, what: "assertion" } }),
  control: { plan: (plan) => ({ ...plan, signing: { ...plan.signing, what: "both" } }) },
};
