import type { MetadataFault } from "./metadata-fault.ts";

export const metadataErrorWithDocument: MetadataFault = {
  name: "metadata-error-with-document",
  description: "The server fails with status 500, and sends the document all the same.",
  source: "RFC 9110, 15.6.1",
  required: "Reads nothing of an answer that is no success; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ status: 500, body: xml }),
};
