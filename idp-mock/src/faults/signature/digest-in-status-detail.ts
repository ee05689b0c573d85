import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { strayDigest } from "./two-digests.ts";

export const digestInStatusDetail: Fault = {
  name: "digest-in-status-detail",
  family: "signature",
  description:
    "A DigestValue that fits the changed name stands in StatusDetail, where a search of the document finds it first.",
  source: "CVE-2024-45409",
  code: "SAML_SIGNATURE_MISPLACED",
  prepare: assertionSigned,
  signed: (xml) =>
    swap(
      asAdmin(xml),
      "</samlp:Status>",
      `<samlp:StatusDetail>${strayDigest(xml)}</samlp:StatusDetail></samlp:Status>`,
    ),
};
