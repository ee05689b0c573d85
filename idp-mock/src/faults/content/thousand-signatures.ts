import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { signatures } from "./crowd.ts";

export const thousandSignatures: Fault = {
  name: "thousand-signatures",
  family: "content",
  description: "A thousand signatures of the Response, each to be verified.",
  source: "CWE-400",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => signatures(xml, 1_000),
};
