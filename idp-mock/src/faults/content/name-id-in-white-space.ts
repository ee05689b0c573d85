import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const nameIdInWhiteSpace: Fault = {
  name: "name-id-in-white-space",
  family: "content",
  description: "White space around the NameID, as of XML that was indented.",
  source: "SAML Core 2.0, 1.3.1",
  code: "accepted",
  unsigned: (xml) => swap(swap(xml, /(?<=<saml:NameID[^>]*>)/, "\n    "), "</saml:NameID>", "\n  </saml:NameID>"),
};
