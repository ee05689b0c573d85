import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const groupAdded: Fault = {
  name: "group-added",
  family: "signature",
  description: "A value was added to the last of the signed attributes.",
  source: "XML Signature 1.1, 3.2.1",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    swap(
      xml,
      "</saml:Attribute></saml:AttributeStatement>",
      "<saml:AttributeValue>administrators</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>",
    ),
};
