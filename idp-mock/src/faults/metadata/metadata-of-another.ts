import { withAttribute } from "../markup.ts";
import type { MetadataFault } from "./metadata-fault.ts";

export const metadataOfAnother: MetadataFault = {
  name: "metadata-of-another",
  description: "Has the entityID of another identity provider.",
  source: "SAML Metadata 2.0, 2.3.2",
  required: "Refuses the document of an entity that it was not set up with; the last good one stays in use.",
  code: "SAML_ISSUER_MISMATCH",
  respond: ({ xml }) => ({
    body: withAttribute(xml, "md:EntityDescriptor", { entityID: "https://evil.example/metadata" }),
  }),
};
