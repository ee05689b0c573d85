import type { MetadataFault } from "./metadata-fault.ts";

export const metadataNotFound: MetadataFault = {
  name: "metadata-not-found",
  description: "There is nothing at the address, with status 404.",
  source: "RFC 9110, 15.5.5",
  required: "Tries again later; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: () => ({ status: 404, body: "There is nothing here." }),
};
