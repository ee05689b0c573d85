import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const foreignCondition: Fault = {
  name: "foreign-condition",
  family: "content",
  description: "Conditions hold an element that no service provider knows: what it would demand cannot be checked.",
  source: "SAML Core 2.0, 2.5.1.1",
  code: "SAML_XML_NAMESPACE",
  unsigned: (xml) => swap(xml, "</saml:Conditions>", '<x:Unless xmlns:x="urn:x"/></saml:Conditions>'),
};
