import type { Fault } from "../fault.ts";
import { forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const forgedAssertionAppended: Fault = {
  name: "forged-assertion-appended",
  family: "wrapping",
  description: "A forged assertion stands behind the signed one.",
  source: "CVE-2022-41912",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => withAssertion(xml, (genuine) => genuine + forgedTwin(genuine)),
};
