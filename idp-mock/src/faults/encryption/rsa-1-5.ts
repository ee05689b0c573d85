import type { Fault } from "../fault.ts";
import { sealed, sealedWith } from "./sealing.ts";

export const rsa15: Fault = {
  name: "rsa-1-5",
  family: "encryption",
  description: "The key is transported by RSA of PKCS #1 1.5, which can be decrypted by asking for the padding.",
  source: "Bleichenbacher (1998); CVE-2017-13098",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedWith({ keyTransport: "rsa-1_5" }),
};
