import type { Fault } from "../fault.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const saml1Assertion: Fault = {
  name: "saml-1-assertion",
  family: "content",
  description: "In the signed Response stands an Assertion of SAML 1.1.",
  source: "SAML Core 2.0, 1.1",
  code: "SAML_XML_NAMESPACE",
  prepare: responseSigned,
  unsigned: (xml) =>
    swap(xml, "<saml:Assertion ", '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" '),
};
