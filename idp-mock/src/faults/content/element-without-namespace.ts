import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const elementWithoutNamespace: Fault = {
  name: "element-without-namespace",
  family: "content",
  description: "An element without a namespace stands in the Response.",
  source: "SAML Core 2.0, 1.1",
  code: "SAML_XML_NAMESPACE",
  unsigned: (xml) => swap(xml, "<samlp:Status>", "<x/><samlp:Status>"),
};
