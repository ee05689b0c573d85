import type { Fault } from "../fault.ts";
import { forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const xsw4: Fault = {
  name: "xsw-4",
  family: "wrapping",
  description: "The signed assertion stands at the end of a forged one.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) => swap(forgedTwin(genuine), "</saml:Assertion>", `${genuine}</saml:Assertion>`)),
};
