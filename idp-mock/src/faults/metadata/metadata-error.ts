import type { MetadataFault } from "./metadata-fault.ts";

export const metadataError: MetadataFault = {
  name: "metadata-error",
  description: "The server fails, with status 500.",
  source: "RFC 9110, 15.6.1",
  required: "Tries again later; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: () => ({ status: 500, body: "The server has failed." }),
};
