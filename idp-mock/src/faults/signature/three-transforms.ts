import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { enveloped, exclusive, withTransforms } from "./signed-info.ts";

export const threeTransforms: Fault = {
  name: "three-transforms",
  family: "signature",
  description: "Genuinely signed, with one transform more than SAML knows.",
  source: "SAML Core 2.0, 5.4.4; CVE-2021-39171",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withTransforms(xml, enveloped, exclusive, exclusive), keys.current),
};
