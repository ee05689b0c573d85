import type { Fault } from "../fault.ts";

export const defaultAttribute: Fault = {
  name: "default-attribute",
  family: "content",
  description: "The DOCTYPE gives every Assertion another id, where it has none.",
  source: "XML 1.0, 3.3.2",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<!DOCTYPE x [<!ATTLIST saml:Assertion AssertionID CDATA "_evil">]>${xml}`,
};
