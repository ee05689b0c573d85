import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const characterReferenceInNameId: Fault = {
  name: "character-reference-in-name-id",
  family: "content",
  description: "Characters of the NameID are written by their numbers, which every XML parser reads as the characters.",
  source: "XML 1.0, 4.1",
  code: "accepted",
  signed: (xml) => swap(xml, /@(?=[^<]*<\/saml:NameID>)/, "&#64;"),
};
