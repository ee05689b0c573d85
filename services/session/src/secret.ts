import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, in 43 characters that need no encoding in a URL or a cookie. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** Whether this could have come from `newSecret`. */
export const isSecret = (text: unknown): text is string => typeof text === "string" && /^[\w-]{43}$/.test(text);

/** What is stored of a secret. SHA-256 without salt will do: there is nothing to guess in 256 random bits. */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** RFC 7636 4.2: the S256 challenge of a code verifier. */
export const codeChallenge = (verifier: string): string => hashOf(verifier).toString("base64url");
