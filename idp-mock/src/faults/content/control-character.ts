import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const controlCharacter: Fault = {
  name: "control-character",
  family: "content",
  description: "A control character in the NameID, which XML cannot carry.",
  source: "XML 1.0, 2.2",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => swap(xml, "</saml:NameID>", "\u0001</saml:NameID>"),
};
