import { gzipSync } from "node:zlib";
import type { MetadataFault } from "./metadata-fault.ts";

export const metadataCompressed: MetadataFault = {
  name: "metadata-compressed",
  description: "Comes compressed, which was not asked for: so small a thing can become very large.",
  source: "CWE-409",
  required: "Refuses what it did not ask for; the last good document stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: ({ xml }) => ({ headers: { "Content-Encoding": "gzip" }, body: gzipSync(xml) }),
};
