import type { Fault } from "../fault.ts";
import { assertionOf, idOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { withUri } from "./signed-info.ts";

export const referenceByXpointer: Fault = {
  name: "reference-by-xpointer",
  family: "signature",
  description: "The genuinely signed reference is an XPointer.",
  source: "SAML Core 2.0, 5.4.2; XML Signature 1.1, 4.4.3.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withUri(xml, `#xpointer(id('${idOf(assertionOf(xml))}'))`), keys.current),
};
