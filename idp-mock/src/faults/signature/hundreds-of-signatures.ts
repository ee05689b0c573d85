import type { Fault } from "../fault.ts";
import { dsNamespace } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const hundredsOfSignatures: Fault = {
  name: "hundreds-of-signatures",
  family: "signature",
  description: "StatusDetail holds 500 empty signatures.",
  source: "SAML Core 2.0, 3.2.2.4",
  code: "SAML_SIGNATURE_MISPLACED",
  prepare: assertionSigned,
  signed: (xml) =>
    swap(
      xml,
      "</samlp:Status>",
      `<samlp:StatusDetail ${dsNamespace}>${"<ds:Signature/>".repeat(500)}</samlp:StatusDetail></samlp:Status>`,
    ),
};
