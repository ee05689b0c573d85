// The library's dependency injection wants the Reflect polyfill before it is loaded.
import "reflect-metadata";
import { X509CertificateGenerator } from "@peculiar/x509";

type Algorithm = RsaHashedKeyGenParams | EcKeyGenParams;

/** A self-signed certificate, PEM, of a key that no identity provider should sign with. */
export const certificateOf = async (algorithm: Algorithm): Promise<string> => {
  const signingAlgorithm = { hash: "SHA-256", ...algorithm };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { name: "CN=idp.test", signingAlgorithm, keys },
    crypto,
  );
  return certificate.toString("pem");
};

export const shortRsa: Algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 1_024,
  publicExponent: new Uint8Array([1, 0, 1]),
};

export const elliptic: Algorithm = { name: "ECDSA", namedCurve: "P-256" };
