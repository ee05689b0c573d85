import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const attributeTwiceOnElement: Fault = {
  name: "attribute-twice-on-element",
  family: "content",
  description: "An element has one attribute twice, of which readers take the first or the last.",
  source: "XML 1.0, 3.1: Unique Att Spec",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => swap(xml, ' Version="2.0"', ' Version="2.0" Version="2.0"'),
};
