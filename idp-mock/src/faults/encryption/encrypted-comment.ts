import { named, victimOf } from "../content/impostor.ts";
import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { sealed, sealedFrom } from "./sealing.ts";

export const encryptedComment: Fault = {
  name: "encrypted-comment",
  family: "encryption",
  description: "Within the ciphertext a comment splits the NameID: what is decrypted must be looked at as closely.",
  source: "CVE-2017-11427",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: (plan, scene) => named(sealed(plan, scene), `${victimOf(plan)}.evil.example`),
  ...sealedFrom((plain) => swap(plain, ".evil.example</saml:NameID>", "<!---->.evil.example</saml:NameID>")),
};
