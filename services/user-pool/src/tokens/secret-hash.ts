import { createHash, timingSafeEqual } from "node:crypto";

/** What is stored of a secret that its bearer shows again: codes, refresh tokens and cookies have 120 and more random bits. */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret, "utf8").digest();

/**
 * Whether two secrets are the same. Hashes are compared, whose length says nothing and whose comparison takes the same time
 * whatever differs.
 */
export const isSameSecret = (one: string, other: string): boolean => timingSafeEqual(hashOf(one), hashOf(other));
