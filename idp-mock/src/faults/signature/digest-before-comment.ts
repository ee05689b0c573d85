import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { withDigestAs, withReference } from "./two-digests.ts";

export const digestBeforeComment: Fault = {
  name: "digest-before-comment",
  family: "signature",
  description: "The digest is that of the changed name, and the genuine one stands in a comment behind it.",
  source: "CVE-2025-29775",
  code: "SAML_XML_FORBIDDEN",
  prepare: assertionSigned,
  signed: (xml) => withDigestAs(xml, (genuine, fitting) => `${fitting}<!--${genuine}-->`),
  control: { signed: withReference },
};
