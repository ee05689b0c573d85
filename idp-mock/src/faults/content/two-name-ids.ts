import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const twoNameIds: Fault = {
  name: "two-name-ids",
  family: "content",
  description: "Somebody else's NameID stands before that of the person.",
  source: "SAML Core 2.0, 2.4.1",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) => swap(xml, "<saml:NameID ", "<saml:NameID>admin@example.com</saml:NameID><saml:NameID "),
};
