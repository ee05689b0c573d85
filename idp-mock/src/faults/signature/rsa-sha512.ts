import type { Fault } from "../fault.ts";
import { assertionSigned, signedWith } from "../signing.ts";

export const rsaSha512: Fault = {
  name: "rsa-sha512",
  family: "signature",
  description: "Genuinely signed by RSA with SHA-512, and digested by SHA-512.",
  source: "RFC 6931, 2.3.4",
  code: "accepted",
  prepare: assertionSigned,
  plan: signedWith({ signatureAlgorithm: "rsa-sha512", digestAlgorithm: "sha512" }),
};
