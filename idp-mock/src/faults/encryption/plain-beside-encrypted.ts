import type { Fault } from "../fault.ts";
import { asAdmin, assertionOf, renamed } from "../pieces.ts";
import { swap } from "../swap.ts";
import { resealed, sealed } from "./sealing.ts";

export const plainBesideEncrypted: Fault = {
  name: "plain-beside-encrypted",
  family: "encryption",
  description: "An assertion in the clear, of somebody else, stands before the encrypted one.",
  source: "SAML Core 2.0, 2.3.4",
  code: "SAML_ASSERTION_NOT_ENCRYPTED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml, plain) =>
    swap(xml, "<saml:EncryptedAssertion>", `${renamed(asAdmin(assertionOf(plain)))}<saml:EncryptedAssertion>`),
  ),
};
