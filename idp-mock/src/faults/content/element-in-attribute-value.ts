import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { withAttribute } from "./impostor.ts";

export const elementInAttributeValue: Fault = {
  name: "element-in-attribute-value",
  family: "content",
  description: "The value of one attribute is an element, as eduPersonTargetedID has it.",
  source: "SAML Core 2.0, 2.7.3.1.1",
  code: "accepted",
  plan: (plan) => withAttribute(plan, "urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "opaque-7"),
  unsigned: (xml) => swap(xml, ">opaque-7<", "><saml:NameID>opaque-7</saml:NameID><"),
};
