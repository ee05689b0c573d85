import type { Fault } from "../fault.ts";

export const textAfterRoot: Fault = {
  name: "text-after-root",
  family: "content",
  description: "Text after the document's end.",
  source: "XML 1.0, 2.1",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => `${xml}x`,
  control: { signed: (xml) => `${xml}\n` },
};
