import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { withDigestAs, withReference } from "./two-digests.ts";

export const digestWithElement: Fault = {
  name: "digest-with-element",
  family: "signature",
  description: "An element in DigestValue holds the digest of the changed name.",
  source: "CVE-2025-29775",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => withDigestAs(xml, (genuine, fitting) => `<ds:DigestValue>${fitting}</ds:DigestValue>${genuine}`),
  control: { signed: withReference },
};
