import type { Fault } from "../fault.ts";
import { assertionSigned, signedWith } from "../signing.ts";

export const inclusiveCanonicalizationWithComments: Fault = {
  name: "inclusive-canonicalization-with-comments",
  family: "signature",
  description: "Genuinely signed over the inclusive form with comments.",
  source: "SAML Core 2.0, 5.4.3",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  plan: signedWith({ canonicalization: "c14n-with-comments" }),
};
