import type { Fault } from "../fault.ts";
import { bare, idOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { digestOf, resigned, withDigest } from "./resigning.ts";
import { withUri } from "./signed-info.ts";

export const referenceToResponse: Fault = {
  name: "reference-to-response",
  family: "signature",
  description: "The assertion's signature covers the response, and refers to it.",
  source: "SAML Core 2.0, 5.4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withDigest(withUri(xml, `#${idOf(xml)}`), digestOf(bare(xml))), keys.current),
};
