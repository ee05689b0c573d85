import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { enveloped, transform, withTransforms, xslt } from "./signed-info.ts";

export const xsltTransformEmpty: Fault = {
  name: "xslt-transform-empty",
  family: "signature",
  description: "Genuinely signed, with a transform by XSLT that has no style sheet.",
  source: "SAML Core 2.0, 5.4.4",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withTransforms(xml, enveloped, transform(xslt)), keys.current),
};
