import type { Fault } from "../fault.ts";
import { sealed, sealedWith } from "./sealing.ts";

export const tripleDes: Fault = {
  name: "triple-des",
  family: "encryption",
  description: "The assertion is encrypted by Triple DES.",
  source: "CVE-2016-2183",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedWith({ content: "tripledes-cbc" }),
};
