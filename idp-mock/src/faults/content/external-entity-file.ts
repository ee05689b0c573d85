import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const externalEntityFile: Fault = {
  name: "external-entity-file",
  family: "content",
  description: "An external entity in the NameID stands for a file of the service provider (XXE).",
  source: "CWE-611",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) =>
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${swap(xml, /(?<=<saml:NameID[^>]*>)[^<]*/, "&e;")}`,
};
