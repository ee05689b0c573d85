import type { MetadataFault } from "./metadata-fault.ts";

export const metadataTruncated: MetadataFault = {
  name: "metadata-truncated",
  description: "Ends in the middle.",
  source: "XML 1.0, 2.1: well-formed documents",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: xml.slice(0, xml.length / 2) }),
};
