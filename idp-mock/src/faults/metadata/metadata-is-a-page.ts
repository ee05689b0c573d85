import type { MetadataFault } from "./metadata-fault.ts";

export const metadataIsAPage: MetadataFault = {
  name: "metadata-is-a-page",
  description: "Is the page of somebody who wants a password first, with status 200.",
  source: "SAML Metadata 2.0, 2.3",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: () => ({
    headers: { "Content-Type": "text/html" },
    body: "<html><body><h1>Please sign in</h1></body></html>",
  }),
};
