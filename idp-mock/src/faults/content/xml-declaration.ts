import type { Fault } from "../fault.ts";

export const xmlDeclaration: Fault = {
  name: "xml-declaration",
  family: "content",
  description: "The message begins with an XML declaration, as many products write it.",
  source: "XML 1.0, 2.8",
  code: "accepted",
  signed: (xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`,
};
