import type { Fault } from "../fault.ts";
import { forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const signedAssertionInAdvice: Fault = {
  name: "signed-assertion-in-advice",
  family: "wrapping",
  description: "The signed assertion is advice of a forged one.",
  source: "SAML Core 2.0, 2.6",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) =>
      swap(forgedTwin(genuine), "</saml:Conditions>", `</saml:Conditions><saml:Advice>${genuine}</saml:Advice>`),
    ),
};
