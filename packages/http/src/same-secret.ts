import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether two secrets are the same. Hashes are compared, whose length says nothing and whose comparison takes the same time
 * whatever differs.
 */
export const isSameSecret = (one: string, other: string): boolean => timingSafeEqual(hashOf(one), hashOf(other));

const hashOf = (secret: string) => createHash("sha256").update(secret, "utf8").digest();
