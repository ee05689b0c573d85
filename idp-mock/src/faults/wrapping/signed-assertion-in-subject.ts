import type { Fault } from "../fault.ts";
import { forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

const confirmationBy = (evidence: string) =>
  `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"><saml:SubjectConfirmationData>${evidence}</saml:SubjectConfirmationData></saml:SubjectConfirmation>`;

export const signedAssertionInSubject: Fault = {
  name: "signed-assertion-in-subject",
  family: "wrapping",
  description: "The signed assertion stands in the subject's confirmation of a forged one.",
  source: "CVE-2025-47949",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) =>
      swap(forgedTwin(genuine), "</saml:Subject>", `${confirmationBy(genuine)}</saml:Subject>`),
    ),
};
