import type { Fault } from "../fault.ts";
import { asAdmin, bare, renamed, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const xsw8: Fault = {
  name: "xsw-8",
  family: "wrapping",
  description:
    "The signature stands in a forged assertion; the signed one, without it, in an Object of that signature.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) =>
      swap(asAdmin(renamed(genuine)), "</ds:Signature>", `<ds:Object>${bare(genuine)}</ds:Object></ds:Signature>`),
    ),
};
