import type { MetadataFault } from "./metadata-fault.ts";

export const metadataHuge: MetadataFault = {
  name: "metadata-huge",
  description: "Two megabytes of blanks stand behind the document.",
  source: "CWE-770",
  required: "Stops reading at a limit; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: xml + " ".repeat(2 * 1_024 * 1_024) }),
};
