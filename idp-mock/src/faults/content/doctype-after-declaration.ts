import type { Fault } from "../fault.ts";

export const doctypeAfterDeclaration: Fault = {
  name: "doctype-after-declaration",
  family: "content",
  description: "A DOCTYPE after an XML declaration, where a check of the first characters misses it.",
  source: "XML 1.0, 2.8",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<?xml version="1.0"?>\n<!DOCTYPE samlp:Response>${xml}`,
  control: { signed: (xml) => `<?xml version="1.0"?>\n${xml}` },
};
