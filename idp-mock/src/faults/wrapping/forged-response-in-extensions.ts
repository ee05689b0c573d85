import type { Fault } from "../fault.ts";
import { extensions, forgedTwin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const forgedResponseInExtensions: Fault = {
  name: "forged-response-in-extensions",
  family: "wrapping",
  description: "A forged response stands in Extensions of the one whose assertion is signed.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, "<samlp:Status>", `${extensions(forgedTwin(xml))}<samlp:Status>`),
};
