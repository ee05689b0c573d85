import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { withUri } from "./signed-info.ts";

export const referenceOverHttp: Fault = {
  name: "reference-over-http",
  family: "signature",
  description: "The reference is a URL, from which a reader would fetch what was signed; the name was changed.",
  source: "XML Signature 1.1, 4.4.3.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withUri(asAdmin(xml), "http://127.0.0.1:9/assertion.xml"), keys.current),
};
