import type { Fault } from "../fault.ts";
import { assertionSigned, signedWith } from "../signing.ts";

export const sha1Digest: Fault = {
  name: "sha1-digest",
  family: "signature",
  description: "Genuinely signed by RSA with SHA-256; the digest that is signed is SHA-1.",
  source: "RFC 6194",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  plan: signedWith({ digestAlgorithm: "sha1" }),
  control: { plan: signedWith({ digestAlgorithm: "sha512" }) },
};
