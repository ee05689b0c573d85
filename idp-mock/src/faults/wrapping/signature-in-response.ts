import type { Fault } from "../fault.ts";
import { bare, signatureOf, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const signatureInResponse: Fault = {
  name: "signature-in-response",
  family: "wrapping",
  description: "The assertion's signature is a child of the response, and so signs something else than its parent.",
  source: "SAML Core 2.0, 5.4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => withAssertion(xml, (genuine) => signatureOf(genuine) + bare(genuine)),
};
