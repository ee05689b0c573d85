import { withAttribute } from "../markup.ts";
import type { MetadataFault } from "./metadata-fault.ts";

export const metadataExpired: MetadataFault = {
  name: "metadata-expired",
  description: "Its validUntil is over since an hour.",
  source: "SAML Metadata 2.0, 2.3.2",
  required: "Refuses the document; the last good one stays in use until its own end.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }, { now }) => ({
    body: withAttribute(xml, "md:EntityDescriptor", {
      validUntil: new Date(now.getTime() - 60 * 60 * 1_000).toISOString(),
    }),
  }),
};
