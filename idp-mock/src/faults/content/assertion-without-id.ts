import type { Fault } from "../fault.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const assertionWithoutId: Fault = {
  name: "assertion-without-id",
  family: "content",
  description: "The Assertion has no id, which the schema demands; the Response is signed.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_XML_ID",
  prepare: responseSigned,
  unsigned: (xml) => swap(xml, /(?<=<saml:Assertion) ID="[^"]*"/, ""),
};
