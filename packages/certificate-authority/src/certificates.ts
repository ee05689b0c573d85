// The library's dependency injection wants the Reflect polyfill before it is loaded.
import "reflect-metadata";
import { createPrivateKey, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A private key and the certificate of its public key. */
export interface Certified {
  /** PKCS #8, PEM. */
  readonly key: string;
  /** X.509, PEM. */
  readonly certificate: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

const day = 24 * 60 * 60 * 1_000;

/** For how many days a certificate is valid; Apple's systems take none of a server that is for more than 825. */
const validity = { authority: 3_650, server: 397 } as const;

/** A clock that is a little behind must not see a certificate of the future, in milliseconds. */
const backdated = 60 * 60 * 1_000;

/** A certificate authority for this machine: it signs servers' certificates, and no authority below itself. */
export const newAuthority = async (now: Date): Promise<Certified> => {
  const keys = await newKeys();
  // The name tells one clone's authority from another's in a list of those that a system trusts.
  const name = `CN=Gatehouse local CA ${randomBytes(4).toString("hex")}`;
  const certificate = await X509CertificateGenerator.create({
    ...inCommon(now, validity.authority),
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return written(keys.privateKey, certificate);
};

interface Wanted {
  /** DNS names, of which the first label may be `*`, and IP addresses. */
  readonly names: readonly string[];
  readonly now: Date;
}

/** A new key for a TLS server of these names, certified by the authority. */
export const serverCertificate = async (authority: Certified, { names, now }: Wanted): Promise<Certified> => {
  const keys = await newKeys();
  const issuer = new X509Certificate(authority.certificate);
  const certificate = await X509CertificateGenerator.create({
    ...inCommon(now, validity.server),
    subject: "CN=Gatehouse",
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await signingKeyOf(authority),
    extensions: await serverExtensions(keys.publicKey, issuer, names),
  });
  return written(keys.privateKey, certificate);
};

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2; browsers look for names in the extension alone. */
const serverExtensions = async (
  key: CryptoKey,
  issuer: X509Certificate,
  names: readonly string[],
): Promise<Extension[]> => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
  new SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value })),
  ),
  await SubjectKeyIdentifierExtension.create(key),
  await AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export()),
];

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

const signingKeyOf = ({ key }: Certified) =>
  crypto.subtle.importKey("pkcs8", createPrivateKey(key).export({ type: "pkcs8", format: "der" }), algorithm, false, [
    "sign",
  ]);

const inCommon = (now: Date, days: number) => ({
  // Positive and 16 bytes long: RFC 5280, 4.1.2.2.
  serialNumber: `01${randomBytes(15).toString("hex")}`,
  notBefore: new Date(now.getTime() - backdated),
  notAfter: new Date(now.getTime() + days * day),
  signingAlgorithm: algorithm,
});

const written = async (key: CryptoKey, certificate: X509Certificate): Promise<Certified> => ({
  key: `${PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY")}\n`,
  certificate: `${certificate.toString("pem")}\n`,
});
