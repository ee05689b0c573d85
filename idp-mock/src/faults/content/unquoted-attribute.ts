import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const unquotedAttribute: Fault = {
  name: "unquoted-attribute",
  family: "content",
  description: "An attribute's value has no quotes, as in HTML.",
  source: "XML 1.0, 2.3",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => swap(xml, ' Version="2.0"', " Version=2.0"),
};
