import { withElement } from "../markup.ts";
import type { MetadataFault } from "./metadata-fault.ts";

export const metadataOfTwo: MetadataFault = {
  name: "metadata-of-two",
  description: "Describes two identity providers in one.",
  source: "SAML Metadata 2.0, 2.3.2",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({
    body: withElement(xml, "md:IDPSSODescriptor", (descriptor) => descriptor + descriptor),
  }),
};
