import { createPrivateKey, X509Certificate } from "node:crypto";
import { type Certified, newAuthority, serverCertificate } from "@gatehouse/certificate-authority/certificates.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { textIn } from "./text-in.ts";
import { writeAtomically } from "./write-atomically.ts";

/** How long before its end a certificate is renewed, in milliseconds. */
const margin = 30 * 24 * 60 * 60 * 1_000;

/** This machine's own names, those of pool domains below `localhost`, and others. */
export const certificateNames = (others: readonly string[]): string[] => [
  ...new Set(["localhost", "*.localhost", "*.auth.localhost", "127.0.0.1", "::1", ...others]),
];

/** The files in which all is kept: two with a private key and its certificate, one for everybody. */
interface Places {
  readonly authority: string;
  readonly server: string;
  /** The authority's certificate, for browsers and tools to trust. */
  readonly trusted: string;
}

interface Wanted {
  readonly names: readonly string[];
  readonly now: Date;
}

/**
 * The certificate of this machine's servers, from an authority of its own, both made at the first call. The server's is
 * renewed when it soon ends or other names are wanted, so that there is but one to trust, once.
 * @throws {CannotStart} for a file that is there and holds no key and its certificate
 */
export const ensureCertificates = async (files: Places, { names, now }: Wanted): Promise<void> => {
  const kept = certifiedIn(files.authority);
  const authority = kept && isGood(kept, now) ? kept : await made(files.authority, newAuthority(now));
  writeAtomically(files.trusted, authority.certificate);
  const server = certifiedIn(files.server);
  if (!server || !isGood(server, now) || !isFor(server, names, authority))
    await made(files.server, serverCertificate(authority, { names, now }));
};

const made = async (file: string, making: Promise<Certified>) => {
  const certified = await making;
  writeAtomically(file, certified.key + certified.certificate, 0o600);
  return certified;
};

const certifiedIn = (file: string): Certified | undefined => {
  const pem = textIn(file);
  if (pem === undefined) return undefined;
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n/.exec(pem)?.[0] ?? "";
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(pem)?.[0] ?? "";
  if (belongTogether(key, certificate)) return { key, certificate };
  throw new CannotStart(
    `${file} holds no private key and its certificate: put its copy back, or delete it for new ones`,
  );
};

const belongTogether = (key: string, certificate: string) => {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
};

const isGood = ({ certificate }: Certified, now: Date) => {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return validFromDate <= now && validToDate.getTime() - margin > now.getTime();
};

const isFor = ({ certificate }: Certified, names: readonly string[], authority: Certified) => {
  const server = new X509Certificate(certificate);
  const issuer = new X509Certificate(authority.certificate);
  return namesOf(server) === [...names].sort().join() && server.checkIssued(issuer) && server.verify(issuer.publicKey);
};

/** Node writes `DNS:localhost, IP Address:0:0:0:0:0:0:0:1`. */
const namesOf = ({ subjectAltName = "" }: X509Certificate) =>
  subjectAltName
    .split(", ")
    .map((name) => name.replace(/^(DNS|IP Address):/, "").replace(/^0(:0){6}:1$/, "::1"))
    .sort()
    .join();
