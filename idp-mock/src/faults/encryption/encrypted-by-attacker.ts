import { named, victimOf } from "../content/impostor.ts";
import type { Fault } from "../fault.ts";
import { sealed } from "./sealing.ts";

export const encryptedByAttacker: Fault = {
  name: "encrypted-by-attacker",
  family: "encryption",
  description: "Encrypted by an attacker, and the response signed by him, with his certificate in KeyInfo.",
  source: "XML Signature 1.1, 4.5: KeyInfo is a hint",
  code: "SAML_SIGNATURE_INVALID",
  needs: "encrypted assertions",
  prepare: sealed,
  plan: (plan, { keys }) => ({
    ...named(plan, victimOf(plan)),
    signing: { ...plan.signing, keyPair: keys.attacker },
  }),
};
