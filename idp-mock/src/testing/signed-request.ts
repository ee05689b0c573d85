import { sign } from "node:crypto";
import { deflateRawSync } from "node:zlib";

export const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

/** The query of HTTP-Redirect with a signature (SAML Bindings 2.0, 3.4.4.1). */
export const signedQuery = (
  xml: string,
  {
    key,
    relayState,
    algorithm = rsaSha256,
    hash = "sha256",
    parameter = "SAMLRequest",
    encode = encodeURIComponent,
  }: {
    key: string;
    relayState?: string;
    algorithm?: string;
    hash?: string;
    parameter?: string;
    encode?: (value: string) => string;
  },
) => {
  const signed = [
    `${parameter}=${encode(deflateRawSync(xml).toString("base64"))}`,
    ...(relayState === undefined ? [] : [`RelayState=${encode(relayState)}`]),
    `SigAlg=${encode(algorithm)}`,
  ].join("&");
  return `${signed}&Signature=${encode(sign(hash, Buffer.from(signed), key).toString("base64"))}`;
};
