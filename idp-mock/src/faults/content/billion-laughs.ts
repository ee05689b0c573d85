import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

const laughs = Array.from({ length: 10 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).reduce(
  (declared, next) => declared + next,
  '<!ENTITY l0 "lol">',
);

export const billionLaughs: Fault = {
  name: "billion-laughs",
  family: "content",
  description: "Ten entities, each of ten of the one before, make ten thousand million words of the NameID.",
  source: "CWE-776",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<!DOCTYPE x [${laughs}]>${swap(xml, /(?<=<saml:NameID[^>]*>)[^<]*/, "&l10;")}`,
};
