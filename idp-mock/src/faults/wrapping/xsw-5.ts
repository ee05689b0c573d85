import type { Fault } from "../fault.ts";
import { asAdmin, bare, renamed, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const xsw5: Fault = {
  name: "xsw-5",
  family: "wrapping",
  description: "The signature stands in a forged assertion; the signed one, without it, at the end of the response.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => withAssertion(xml, (genuine) => asAdmin(renamed(genuine)) + bare(genuine)),
};
