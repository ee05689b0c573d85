import type { Fault } from "../fault.ts";
import { extensions, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";

export const assertionInExtensions: Fault = {
  name: "assertion-in-extensions",
  family: "wrapping",
  description: "The signed assertion, the only one, stands in Extensions.",
  source: "SAML Core 2.0, 3.3.3",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => withAssertion(xml, extensions),
};
