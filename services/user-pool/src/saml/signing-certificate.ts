import { X509Certificate } from "node:crypto";
import { BadMetadata } from "./bad-metadata.ts";

/** Cognito's limit on one certificate in metadata, in characters (Developer Guide, SAML signing and encryption). */
const longest = 4_096;

export interface SigningCertificate {
  readonly pem: string;
  readonly validTo: Date;
}

/**
 * A certificate as metadata carries it: base64 of its DER form, in lines or not. RSA of 2,048 bits or more, since only
 * RSA signatures are accepted and shorter keys can be broken.
 * @throws {BadMetadata}
 */
export const signingCertificate = (text: string): SigningCertificate => {
  const base64 = text.replace(/\s+/g, "");
  if (base64.length > longest)
    throw new BadMetadata(`Expected signing certificates of at most ${longest} characters, received ${base64.length}`);
  const certificate = parsed(base64);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type !== "rsa" || (details?.modulusLength ?? 0) < 2_048)
    throw new BadMetadata(
      `Expected signing keys of RSA with 2,048 bits or more, received ${type} ${details?.modulusLength ?? ""}`,
    );
  return { pem: certificate.toString(), validTo: new Date(certificate.validTo) };
};

const parsed = (base64: string) => {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch (cause) {
    throw new BadMetadata(`Expected an X.509 certificate, received ${JSON.stringify(base64.slice(0, 40))}`, { cause });
  }
};
