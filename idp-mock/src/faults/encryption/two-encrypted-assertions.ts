import { encrypted } from "@gatehouse/saml-response/encrypt.ts";
import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { swap } from "../swap.ts";
import { encryptedAssertion } from "./ciphertext.ts";
import { receiver, resealed, sealed } from "./sealing.ts";

export const twoEncryptedAssertions: Fault = {
  name: "two-encrypted-assertions",
  family: "encryption",
  description: "Two encrypted assertions, the first of somebody else.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_STRUCTURE_INVALID",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml, plain, scene) => {
    const [forged = ""] = encryptedAssertion.exec(encrypted(asAdmin(plain), { certificate: receiver(scene) })) ?? [];
    return swap(xml, "<saml:EncryptedAssertion>", `${forged}<saml:EncryptedAssertion>`);
  }),
};
