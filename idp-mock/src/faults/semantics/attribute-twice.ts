import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";
import { swap } from "../swap.ts";

export const attributeTwice: Fault = {
  name: "attribute-twice",
  family: "semantics",
  description: "An attribute is named twice, and has another value the second time.",
  source: "CWE-694: names twice, of which one reader takes the first and another the last",
  code: "SAML_ATTRIBUTE_DUPLICATE",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:Attribute",
      (attribute) => attribute + swap(attribute, />[^<]*(?=<\/saml:AttributeValue>)/, ">admin@example.com"),
    ),
};
