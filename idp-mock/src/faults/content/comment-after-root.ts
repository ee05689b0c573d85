import type { Fault } from "../fault.ts";

export const commentAfterRoot: Fault = {
  name: "comment-after-root",
  family: "content",
  description: "A comment after the document's end.",
  source: "XML 1.0, 2.1: the prolog and what follows the root may hold any",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `${xml}<!-- -->`,
};
