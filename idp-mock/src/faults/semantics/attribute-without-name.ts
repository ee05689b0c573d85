import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const attributeWithoutName: Fault = {
  name: "attribute-without-name",
  family: "semantics",
  description: "An attribute has a value and no name.",
  source: "SAML Core 2.0, 2.7.3.1",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) => withAttribute(xml, "saml:Attribute", { Name: undefined }),
};
