import type { MetadataFault } from "./metadata-fault.ts";

export const metadataRedirected: MetadataFault = {
  name: "metadata-redirected",
  description: "Sends on to another address.",
  source: "CWE-918: what is fetched is what the administrator named",
  required: "Does not follow; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: () => ({ status: 302, headers: { Location: "https://evil.example/metadata" }, body: "" }),
};
