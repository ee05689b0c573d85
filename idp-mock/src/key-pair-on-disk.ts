import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";

/**
 * The signing key and its certificate, made at the first start and kept from then on. Both stand in one file,
 * `signing.pem`, so that one is never there without the other.
 * @throws {CannotStart} when the file is there and does not hold a key and its certificate.
 */
export const keyPairOnDisk = async (folder: string): Promise<KeyPair> => {
  const file = join(folder, "signing.pem");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await keyPairIn(file)) ?? (await newKeyPair(folder, file));
};

const keyPairIn = async (file: string): Promise<KeyPair | undefined> => {
  const pem = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CannotStart(`${file} cannot be read: ${error.message}`, { cause: error });
  });
  if (pem === undefined) return undefined;
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

/** Written whole under another name and then linked: a crash leaves no half file, and of two racers one wins. */
const newKeyPair = async (folder: string, file: string): Promise<KeyPair> => {
  const made = await selfSigned({ commonName: "Gatehouse mock identity provider" });
  const draft = join(folder, `signing-${randomUUID()}.draft`);
  try {
    const handle = await open(draft, "wx", 0o600);
    await handle.writeFile(`${made.key}\n${made.certificate}\n`);
    await handle.sync();
    await handle.close();
    await link(draft, file);
    return made;
  } catch (error) {
    const winner = (error as NodeJS.ErrnoException).code === "EEXIST" ? await keyPairIn(file) : undefined;
    if (winner) return winner;
    throw new CannotStart(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
};
