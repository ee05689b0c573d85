import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const undeclaredEntity: Fault = {
  name: "undeclared-entity",
  family: "content",
  description: "An entity of HTML, which XML does not know, in the NameID.",
  source: "XML 1.0, 4.1: Entity Declared",
  code: "SAML_XML_ENTITY",
  signed: (xml) => swap(xml, "</saml:NameID>", "&nbsp;</saml:NameID>"),
};
