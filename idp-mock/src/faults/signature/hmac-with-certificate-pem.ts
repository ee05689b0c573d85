import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { hmacForged } from "./hmac-forged.ts";

export const hmacWithCertificatePem: Fault = {
  name: "hmac-with-certificate-pem",
  family: "signature",
  description: "Authenticated by HMAC, with the public certificate's PEM text as the secret; the name was changed.",
  source: "RFC 8725, 2.1: the same attack on JSON Web Tokens",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => hmacForged(xml, keys.current.certificate),
};
