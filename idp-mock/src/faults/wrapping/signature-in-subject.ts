import type { Fault } from "../fault.ts";
import { bare, signatureOf, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const signatureInSubject: Fault = {
  name: "signature-in-subject",
  family: "wrapping",
  description: "The assertion's signature stands in its subject.",
  source: "SAML Core 2.0, 5.4.2",
  code: "SAML_SIGNATURE_MISPLACED",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) => swap(bare(genuine), "<saml:Subject>", `<saml:Subject>${signatureOf(genuine)}`)),
};
