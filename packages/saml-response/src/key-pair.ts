// The library's dependency injection wants the Reflect polyfill before it is loaded.
import "reflect-metadata";
import { Name, PemConverter, X509CertificateGenerator } from "@peculiar/x509";

export interface KeyPair {
  /** PKCS #8 private key, PEM. */
  readonly key: string;
  /** X.509 certificate of the public key, PEM. */
  readonly certificate: string;
}

const rsa2048 = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

const day = 24 * 60 * 60 * 1_000;

/**
 * A new RSA-2048 key with a certificate that it signs itself, as SAML metadata carries them.
 * @param options.days for how long the certificate is valid from now; default 3650
 */
export const selfSigned = async (options: { commonName: string; days?: number }): Promise<KeyPair> => {
  const { commonName, days = 3_650 } = options;
  const keys = await crypto.subtle.generateKey(rsa2048, true, ["sign", "verify"]);
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: new Name([{ CN: [{ utf8String: commonName }] }]),
      notBefore: new Date(now),
      notAfter: new Date(now + days * day),
      signingAlgorithm: rsa2048,
      keys,
    },
    crypto,
  );
  const key = PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { key, certificate: certificate.toString("pem") };
};
