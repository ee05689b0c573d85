import type { Fault } from "../fault.ts";
import { assertionSigned, signedWith } from "../signing.ts";

export const inclusiveCanonicalization: Fault = {
  name: "inclusive-canonicalization",
  family: "signature",
  description: "Genuinely signed over the inclusive form, which depends on what stands around the assertion.",
  source: "SAML Core 2.0, 5.4.3",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  plan: signedWith({ canonicalization: "c14n" }),
};
