import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const foreignResponse: Fault = {
  name: "foreign-response",
  family: "content",
  description: "The Response belongs to a namespace that is not SAML's, the signed Assertion to SAML's.",
  source: "SAML Core 2.0, 1.1",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, '"urn:oasis:names:tc:SAML:2.0:protocol"', '"urn:evil"'),
};
