import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const saml1Response: Fault = {
  name: "saml-1-response",
  family: "content",
  description: "The Response is one of SAML 1.1, the signed Assertion of SAML 2.0.",
  source: "SAML Core 2.0, 1.1",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, '"urn:oasis:names:tc:SAML:2.0:protocol"', '"urn:oasis:names:tc:SAML:1.0:protocol"'),
};
