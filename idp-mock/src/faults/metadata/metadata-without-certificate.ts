import { swap } from "../swap.ts";
import type { MetadataFault } from "./metadata-fault.ts";

export const metadataWithoutCertificate: MetadataFault = {
  name: "metadata-without-certificate",
  description: "Names no key.",
  source: "SAML Metadata 2.0, 2.4.1.1",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: swap(xml, /<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, "") }),
};
