import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { named, victimOf } from "./impostor.ts";

export const referenceToSurrogate: Fault = {
  name: "reference-to-surrogate",
  family: "content",
  description: "The NameID refers to half a character of UTF-16.",
  source: "XML 1.0, 4.1: Legal Character",
  code: "SAML_XML_ENTITY",
  prepare: (plan) => named(plan, `${victimOf(plan)}.evil.example`),
  signed: (xml) => swap(xml, ".evil.example</saml:NameID>", "&#xD800;.evil.example</saml:NameID>"),
  control: { signed: (xml) => swap(xml, ".evil.example</saml:NameID>", "&#46;evil.example</saml:NameID>") },
};
