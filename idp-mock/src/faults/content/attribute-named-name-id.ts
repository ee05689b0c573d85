import type { Fault } from "../fault.ts";
import { victimOf, withAttribute } from "./impostor.ts";

export const attributeNamedNameId: Fault = {
  name: "attribute-named-name-id",
  family: "content",
  description: "An attribute is named nameID and holds somebody else's; the NameID is the person's.",
  source: "SAML Core 2.0, 2.7.3.1",
  code: "accepted",
  plan: (plan) => withAttribute(plan, "nameID", victimOf(plan)),
};
