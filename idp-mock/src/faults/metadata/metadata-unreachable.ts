import type { MetadataFault } from "./metadata-fault.ts";

export const metadataUnreachable: MetadataFault = {
  name: "metadata-unreachable",
  description: "The connection is cut before anything comes.",
  source: "RFC 9110, 15: no response",
  required: "Tries again later; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: () => ({ body: undefined }),
};
