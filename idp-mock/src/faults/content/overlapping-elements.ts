import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const overlappingElements: Fault = {
  name: "overlapping-elements",
  family: "content",
  description: "Two elements overlap.",
  source: "XML 1.0, 3: Element Type Match",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => swap(xml, "</samlp:Status>", "<samlp:StatusMessage></samlp:Status></samlp:StatusMessage>"),
};
