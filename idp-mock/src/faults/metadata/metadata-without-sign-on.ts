import type { MetadataFault } from "./metadata-fault.ts";

export const metadataWithoutSignOn: MetadataFault = {
  name: "metadata-without-sign-on",
  description: "Names no place to sign in.",
  source: "SAML Metadata 2.0, 2.4.3",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: xml.replace(/<md:SingleSignOnService .*?<\/md:SingleSignOnService>/gs, "") }),
};
