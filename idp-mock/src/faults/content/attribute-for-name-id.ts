import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { victimOf, withAttribute } from "./impostor.ts";

export const attributeForNameId: Fault = {
  name: "attribute-for-name-id",
  family: "content",
  description: "There is no NameID, but an attribute of that name, of somebody else.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_ASSERTION_INVALID",
  plan: (plan) => withAttribute(plan, "nameID", victimOf(plan)),
  unsigned: (xml) => swap(xml, /<saml:NameID .*?<\/saml:NameID>/s, ""),
  control: { plan: (plan) => withAttribute(plan, "nameID", victimOf(plan)) },
};
