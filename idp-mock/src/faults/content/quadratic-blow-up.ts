import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const quadraticBlowUp: Fault = {
  name: "quadratic-blow-up",
  family: "content",
  description: "One long entity, many times in the NameID, makes a hundred million characters.",
  source: "CWE-776",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) =>
    `<!DOCTYPE x [<!ENTITY e "${"e".repeat(10_000)}">]>${swap(xml, /(?<=<saml:NameID[^>]*>)[^<]*/, "&e;".repeat(10_000))}`,
};
