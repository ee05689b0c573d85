import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const elementInNameId: Fault = {
  name: "element-in-name-id",
  family: "content",
  description: "An element within the NameID: who leaves it out reads another name than who does not.",
  source: "SAML Core 2.0, 2.2.3",
  code: "SAML_NAME_ID_INVALID",
  unsigned: (xml) => swap(xml, /(?<=<saml:NameID[^>]*>)[^<]*/, "adm<saml:Audience>X</saml:Audience>in@example.com"),
};
