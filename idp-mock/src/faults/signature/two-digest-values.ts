import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { withDigestAs, withReference } from "./two-digests.ts";

export const twoDigestValues: Fault = {
  name: "two-digest-values",
  family: "signature",
  description: "Two DigestValues: of the changed name, and the genuine one.",
  source: "CVE-2025-29775",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => withDigestAs(xml, (genuine, fitting) => `${fitting}</ds:DigestValue><ds:DigestValue>${genuine}`),
  control: { signed: withReference },
};
