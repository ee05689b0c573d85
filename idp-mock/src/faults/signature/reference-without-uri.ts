import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { withUri } from "./signed-info.ts";

export const referenceWithoutUri: Fault = {
  name: "reference-without-uri",
  family: "signature",
  description: "The genuinely signed reference has no URI, so that what it means is up to the reader.",
  source: "SAML Core 2.0, 5.4.2; XML Signature 1.1, 4.4.3.1",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withUri(xml, undefined), keys.current),
};
