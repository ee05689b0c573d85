import type { Fault } from "../fault.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const foreignAssertion: Fault = {
  name: "foreign-assertion",
  family: "content",
  description: "In the signed Response stands an Assertion of a namespace that is not SAML's.",
  source: "SAML Core 2.0, 1.1",
  code: "SAML_XML_NAMESPACE",
  prepare: responseSigned,
  unsigned: (xml) => swap(xml, "<saml:Assertion ", '<saml:Assertion xmlns:saml="urn:evil" '),
};
