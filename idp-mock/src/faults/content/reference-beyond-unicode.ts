import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { named, victimOf } from "./impostor.ts";

export const referenceBeyondUnicode: Fault = {
  name: "reference-beyond-unicode",
  family: "content",
  description: "The NameID refers to a character beyond the last.",
  source: "XML 1.0, 4.1: Legal Character",
  code: "SAML_XML_ENTITY",
  prepare: (plan) => named(plan, `${victimOf(plan)}.evil.example`),
  signed: (xml) => swap(xml, ".evil.example</saml:NameID>", "&#x110000;.evil.example</saml:NameID>"),
  control: { signed: (xml) => swap(xml, ".evil.example</saml:NameID>", "&#46;evil.example</saml:NameID>") },
};
