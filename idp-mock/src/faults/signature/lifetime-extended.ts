import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";

export const lifetimeExtended: Fault = {
  name: "lifetime-extended",
  family: "signature",
  description: "The end of the signed assertion's lifetime was put off by a day.",
  source: "XML Signature 1.1, 3.2.1",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: (xml, { now }) => {
    const tomorrow = new Date(now.getTime() + 24 * 60 * 60 * 1_000).toISOString();
    return xml.replace(/(?<= NotOnOrAfter=")[^"]+/g, tomorrow);
  },
};
