import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { forged, withSignatureValue } from "./resigning.ts";
import { withSignatureMethod } from "./signed-info.ts";

export const signatureMethodNone: Fault = {
  name: "signature-method-none",
  family: "signature",
  description: "The signature's method is none, and its value empty; the name was changed.",
  source: "RFC 8725, 2.1: the same attack on JSON Web Tokens",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml) => withSignatureValue(withSignatureMethod(forged(xml), "none"), () => ""),
};
