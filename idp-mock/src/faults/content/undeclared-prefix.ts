import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const undeclaredPrefix: Fault = {
  name: "undeclared-prefix",
  family: "content",
  description: "An element's prefix is nowhere declared.",
  source: "https://www.w3.org/TR/xml-names/#nsc-NSDeclared",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, "<samlp:Status>", "<y:x/><samlp:Status>"),
};
