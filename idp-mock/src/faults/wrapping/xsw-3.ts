import type { Fault } from "../fault.ts";
import { forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const xsw3: Fault = {
  name: "xsw-3",
  family: "wrapping",
  description: "A forged assertion stands before the signed one.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => withAssertion(xml, (genuine) => forgedTwin(genuine) + genuine),
};
