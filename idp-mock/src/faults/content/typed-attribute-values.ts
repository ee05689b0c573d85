import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { withEmail } from "./impostor.ts";

export const typedAttributeValues: Fault = {
  name: "typed-attribute-values",
  family: "content",
  description: "Values of attributes say their type in the terms of XML Schema, as many products write them.",
  source: "SAML Core 2.0, 2.7.3.1.1",
  code: "accepted",
  plan: (plan) => withEmail(plan, plan.response.nameId),
  unsigned: (xml) =>
    swap(
      xml,
      "<saml:AttributeValue>",
      '<saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">',
    ),
};
