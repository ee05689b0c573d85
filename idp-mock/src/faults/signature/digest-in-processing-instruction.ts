import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { withDigestAs, withReference } from "./two-digests.ts";

export const digestInProcessingInstruction: Fault = {
  name: "digest-in-processing-instruction",
  family: "signature",
  description: "A processing instruction before the genuine digest holds the digest of the changed name.",
  source: "CVE-2025-29775",
  code: "SAML_XML_FORBIDDEN",
  prepare: assertionSigned,
  signed: (xml) => withDigestAs(xml, (genuine, fitting) => `<?x ${fitting}?>${genuine}`),
  control: { signed: withReference },
};
