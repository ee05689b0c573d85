import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

/** Of no reference itself. */
const lastCharacter = /[^;>](?=<\/saml:NameID>)/u;

export const characterReferenceInNameId: Fault = {
  name: "character-reference-in-name-id",
  family: "content",
  description: "The NameID's last character is written by its number, which every XML parser reads as the character.",
  source: "XML 1.0, 4.1",
  code: "accepted",
  signed: (xml) => {
    const [last = ""] = lastCharacter.exec(xml) ?? [];
    return swap(xml, lastCharacter, `&#${last.codePointAt(0)};`);
  },
};
