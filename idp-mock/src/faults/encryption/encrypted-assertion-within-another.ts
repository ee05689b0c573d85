import type { Fault } from "../fault.ts";
import { asAdmin, assertionOf, renamed } from "../pieces.ts";
import { swap } from "../swap.ts";
import { sealed, sealedFrom } from "./sealing.ts";

export const encryptedAssertionWithinAnother: Fault = {
  name: "encrypted-assertion-within-another",
  family: "encryption",
  description: "Within the ciphertext the assertion holds another, of somebody else, as advice.",
  source: "SAML Core 2.0, 2.6.1",
  code: "SAML_STRUCTURE_INVALID",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedFrom((plain) => {
    const advice = `<saml:Advice>${renamed(asAdmin(assertionOf(plain)))}</saml:Advice>`;
    return swap(plain, "</saml:Conditions>", `</saml:Conditions>${advice}`);
  }),
};
