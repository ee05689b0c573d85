import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { enveloped, exclusive, withTransforms } from "./signed-info.ts";

export const transformsInOtherOrder: Fault = {
  name: "transforms-in-other-order",
  family: "signature",
  description: "Genuinely signed, with the transforms in an order that makes no sense.",
  source: "SAML Core 2.0, 5.4.4",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withTransforms(xml, exclusive, enveloped), keys.current),
};
