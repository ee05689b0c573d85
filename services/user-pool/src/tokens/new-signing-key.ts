import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { SigningKey } from "./signing-keys.ts";

/** A new RSA-2048 key. Its id is 32 random bytes: it says nothing of the key and repeats for no other. */
export const newSigningKey = async (): Promise<SigningKey> => {
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { kid: randomBytes(32).toString("base64"), ...pair };
};
