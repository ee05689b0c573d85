import type { Fault } from "../fault.ts";
import { assertionSigned, signedWith } from "../signing.ts";

export const exclusiveCanonicalizationWithComments: Fault = {
  name: "exclusive-canonicalization-with-comments",
  family: "signature",
  description: "Genuinely signed over the form with comments, under which a comment in the name is signed as well.",
  source: "SAML Core 2.0, 5.4.3",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  plan: signedWith({ canonicalization: "exc-c14n-with-comments" }),
};
