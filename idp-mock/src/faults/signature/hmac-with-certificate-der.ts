import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { hmacForged } from "./hmac-forged.ts";
import { base64Of } from "./signed-info.ts";

export const hmacWithCertificateDer: Fault = {
  name: "hmac-with-certificate-der",
  family: "signature",
  description: "Authenticated by HMAC, with the public certificate's bytes as the secret; the name was changed.",
  source: "RFC 8725, 2.1: the same attack on JSON Web Tokens",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => hmacForged(xml, Buffer.from(base64Of(keys.current.certificate), "base64")),
};
