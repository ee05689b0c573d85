import { withAttribute } from "../markup.ts";
import type { MetadataFault } from "./metadata-fault.ts";

export const pastValidUntil: MetadataFault = {
  name: "past-valid-until",
  description: "Its validUntil is over since a second.",
  source: "SAML Metadata 2.0, 2.3.2: validUntil",
  required: "Refuses the document; the last good one stays in use until its own end.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }, { now }) => ({
    body: withAttribute(xml, "md:EntityDescriptor", { validUntil: new Date(now.getTime() - 1_000).toISOString() }),
  }),
};
