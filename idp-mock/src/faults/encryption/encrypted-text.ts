import type { Fault } from "../fault.ts";
import { sealed, sealedText } from "./sealing.ts";

export const encryptedText: Fault = {
  name: "encrypted-text",
  family: "encryption",
  description: "What is encrypted is no XML.",
  source: "SAML Core 2.0, 6.1",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedText(() => "hello"),
};
