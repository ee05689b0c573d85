import type { Fault } from "../fault.ts";
import { assertionSigned, signedWith } from "../signing.ts";

export const rsaSha1: Fault = {
  name: "rsa-sha1",
  family: "signature",
  description: "Genuinely signed, by RSA with SHA-1.",
  source: "RFC 6194",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  plan: signedWith({ signatureAlgorithm: "rsa-sha1" }),
  control: { plan: signedWith({ signatureAlgorithm: "rsa-sha512" }) },
};
