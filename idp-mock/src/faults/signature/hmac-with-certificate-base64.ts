import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { hmacForged } from "./hmac-forged.ts";
import { base64Of } from "./signed-info.ts";

export const hmacWithCertificateBase64: Fault = {
  name: "hmac-with-certificate-base64",
  family: "signature",
  description: "Authenticated by HMAC, with the public certificate's base64 text as the secret; the name was changed.",
  source: "RFC 8725, 2.1: the same attack on JSON Web Tokens",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => hmacForged(xml, base64Of(keys.current.certificate)),
};
