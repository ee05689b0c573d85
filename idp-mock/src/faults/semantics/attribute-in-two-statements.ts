import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";
import { swap } from "../swap.ts";

export const attributeInTwoStatements: Fault = {
  name: "attribute-in-two-statements",
  family: "semantics",
  description: "Two statements name the same attributes, with other values in the second.",
  source: "CWE-694: names twice, of which one reader takes the first and another the last",
  code: "SAML_ATTRIBUTE_DUPLICATE",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:AttributeStatement",
      (statement) => statement + swap(statement, />[^<]*(?=<\/saml:AttributeValue>)/, ">admin@example.com"),
    ),
};
