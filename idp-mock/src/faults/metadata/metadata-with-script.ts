import type { MetadataFault } from "./metadata-fault.ts";

export const metadataWithScript: MetadataFault = {
  name: "metadata-with-script",
  description: "The place to sign in is a script.",
  source: "CWE-79",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: xml.replace(/ Location="[^"]*"/g, ' Location="javascript:alert(document.domain)"') }),
};
