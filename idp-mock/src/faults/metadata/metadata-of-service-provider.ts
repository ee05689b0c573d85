import type { MetadataFault } from "./metadata-fault.ts";

export const metadataOfServiceProvider: MetadataFault = {
  name: "metadata-of-service-provider",
  description: "Describes a service provider.",
  source: "SAML Metadata 2.0, 2.4.4",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: xml.replaceAll("md:IDPSSODescriptor", "md:SPSSODescriptor") }),
};
