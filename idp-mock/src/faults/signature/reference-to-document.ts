import type { Fault } from "../fault.ts";
import { bare } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { digestOf, resigned, withDigest } from "./resigning.ts";
import { withUri } from "./signed-info.ts";

export const referenceToDocument: Fault = {
  name: "reference-to-document",
  family: "signature",
  description: "The genuinely signed reference is to the whole document, wherever the signature stands in it.",
  source: "SAML Core 2.0, 5.4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withDigest(withUri(xml, ""), digestOf(bare(xml))), keys.current),
};
