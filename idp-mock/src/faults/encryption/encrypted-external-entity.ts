import { standing } from "@gatehouse/saml-response/encrypt.ts";
import type { Fault } from "../fault.ts";
import { assertionOf } from "../pieces.ts";
import { swap } from "../swap.ts";
import { sealed, sealedText } from "./sealing.ts";

export const encryptedExternalEntity: Fault = {
  name: "encrypted-external-entity",
  family: "encryption",
  description: "Within the ciphertext an external entity stands for a file of the service provider.",
  source: "CWE-611",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedText(
    (plain) =>
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${standing(assertionOf(swap(plain, /(?<=<saml:NameID[^>]*>)[^<]*/, "&e;")))}`,
  ),
  control: sealedText((plain) => standing(assertionOf(plain))),
};
