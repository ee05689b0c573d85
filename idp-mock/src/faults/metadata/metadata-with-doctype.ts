import type { MetadataFault } from "./metadata-fault.ts";

export const metadataWithDoctype: MetadataFault = {
  name: "metadata-with-doctype",
  description: "Begins with a document type.",
  source: "CWE-611",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: `<!DOCTYPE md:EntityDescriptor>${xml}` }),
};
