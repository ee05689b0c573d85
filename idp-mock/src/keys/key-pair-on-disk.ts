import { createPrivateKey, X509Certificate } from "node:crypto";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { keptOnDisk } from "./kept-on-disk.ts";

/**
 * A signing key and its certificate, made when they are first needed and kept from then on. Both stand in one file, so
 * that one is never there without the other.
 * @throws {CannotStart} when the file is there and does not hold a key and its certificate.
 */
export const keyPairOnDisk = async (file: string): Promise<KeyPair> =>
  keyPairIn(await keptOnDisk(file, newKeyPair), file);

/** What every certificate of this program is named. */
export const commonName = "Gatehouse mock identity provider";

const newKeyPair = async () => {
  const { key, certificate } = await selfSigned({ commonName });
  return `${key}\n${certificate}\n`;
};

const keyPairIn = (pem: string, file: string): KeyPair => {
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(pem)?.[0] ?? "";
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0] ?? "";
  if (!belongTogether(key, certificate))
    throw new CannotStart(
      `${file} does not hold a private key and its certificate: restore it, or delete it for new ones`,
    );
  return { key, certificate };
};

const belongTogether = (key: string, certificate: string) => {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
};
