import type { MetadataFault } from "./metadata-fault.ts";

export const metadataSlow: MetadataFault = {
  name: "metadata-slow",
  description: "Takes ten seconds to begin.",
  source: "CWE-400",
  required: "Gives up before the person who waits does; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ body: xml, delay: 10_000 }),
};
