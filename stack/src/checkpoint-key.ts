import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { canSign } from "@gatehouse/audit-chain/checkpoint.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { textIn } from "./text-in.ts";
import { writeAtomically } from "./write-atomically.ts";

/** The key that signs checkpoints, and the file of those that verify them: this one and all before it. */
interface Files {
  readonly key: string;
  readonly publicKeys: string;
}

/**
 * Makes the key at the first call. Where it was removed, another is made; what the old one signed can still be verified.
 * @throws {CannotStart} for a file that is there and holds something else.
 */
export const ensureCheckpointKey = ({ key, publicKeys }: Files): void => {
  const pem = textIn(key) ?? made(key);
  const publicKey = createPublicKey(privateKeyIn(pem, key)).export({ type: "spki", format: "pem" }) as string;
  const known = textIn(publicKeys) ?? "";
  if (!known.includes(publicKey)) writeAtomically(publicKeys, known + publicKey);
};

const made = (file: string) => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  writeAtomically(file, pem, 0o600);
  return pem;
};

const privateKeyIn = (pem: string, file: string): KeyObject => {
  try {
    const key = createPrivateKey(pem);
    if (canSign(key)) return key;
  } catch {
    // Told below.
  }
  throw new CannotStart(
    `${file} holds no private key of the curve P-256: put its copy back, or remove it for another one`,
  );
};
