import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { withSignatureMethod } from "./signed-info.ts";

export const rsaMd5: Fault = {
  name: "rsa-md5",
  family: "signature",
  description: "Genuinely signed, by RSA with MD5.",
  source: "RFC 6931, 2.3.1",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed: (xml, { keys }) =>
    resigned(withSignatureMethod(xml, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"), keys.current, "md5"),
};
