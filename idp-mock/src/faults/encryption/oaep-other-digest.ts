import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { resealed, sealed } from "./sealing.ts";

export const oaepOtherDigest: Fault = {
  name: "oaep-other-digest",
  family: "encryption",
  description: "RSA-OAEP names SHA-256 for its digest, which was made with SHA-1.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-RSA-OAEP",
  code: "SAML_DECRYPTION_FAILED",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((xml) => swap(xml, "http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmlenc#sha256")),
};
