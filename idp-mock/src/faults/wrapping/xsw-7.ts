import type { Fault } from "../fault.ts";
import { assertionOf, extensions, forgedTwin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const xsw7: Fault = {
  name: "xsw-7",
  family: "wrapping",
  description: "A forged assertion stands in Extensions, before the signed one.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, "<samlp:Status>", `${extensions(forgedTwin(assertionOf(xml)))}<samlp:Status>`),
};
