import { swap } from "../swap.ts";
import type { MetadataFault } from "./metadata-fault.ts";

export const metadataWithEntity: MetadataFault = {
  name: "metadata-with-entity",
  description: "Takes its entityID from an entity that is declared within.",
  source: "CWE-827",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({
    body: `<!DOCTYPE x [<!ENTITY e "https://evil.example">]>${swap(xml, / entityID="[^"]*"/, ' entityID="&e;"')}`,
  }),
};
