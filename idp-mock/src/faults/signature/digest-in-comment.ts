import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { withDigestAs, withReference } from "./two-digests.ts";

export const digestInComment: Fault = {
  name: "digest-in-comment",
  family: "signature",
  description: "A comment before the genuine digest holds the digest of the changed name.",
  source: "CVE-2025-29775",
  code: "SAML_XML_FORBIDDEN",
  prepare: assertionSigned,
  signed: (xml) => withDigestAs(xml, (genuine, fitting) => `<!--${fitting}-->${genuine}`),
  control: { signed: withReference },
};
