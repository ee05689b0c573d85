// The library's dependency injection wants the Reflect polyfill before it is loaded.
import "reflect-metadata";
import { Name, PemConverter, X509CertificateGenerator } from "@peculiar/x509";

export interface KeyPair {
  /** PKCS #8 private key, PEM. */
  readonly key: string;
  /** X.509 certificate of the public key, PEM. */
  readonly certificate: string;
}

const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]) };

const day = 24 * 60 * 60 * 1_000;

interface Wanted {
  readonly commonName: string;
  /** For how long the certificate is valid; default 3650. */
  readonly days?: number;
  /** From when on; default: now. */
  readonly since?: Date;
  /** Length of the key; default 2048. What is shorter can be broken, and is for tests of who must refuse it. */
  readonly bits?: 512 | 1024 | 2048;
}

/** A new RSA key with a certificate that it signs itself, as SAML metadata carries them. */
export const selfSigned = async (wanted: Wanted): Promise<KeyPair> => {
  const { commonName, days = 3_650, since = new Date(), bits = 2_048 } = wanted;
  const algorithm = { ...rsa, modulusLength: bits };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: new Name([{ CN: [{ utf8String: commonName }] }]),
      notBefore: since,
      notAfter: new Date(since.getTime() + days * day),
      signingAlgorithm: algorithm,
      keys,
    },
    crypto,
  );
  const key = PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { key, certificate: certificate.toString("pem") };
};
