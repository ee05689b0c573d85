import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const unclosedElement: Fault = {
  name: "unclosed-element",
  family: "content",
  description: "The last end tag is not there.",
  source: "XML 1.0, 2.1",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => swap(xml, /<\/samlp:Response>$/, ""),
};
