import { createHash } from "node:crypto";

/** What is stored of a secret that its bearer shows again: codes, refresh tokens and cookies have 120 and more random bits. */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret, "utf8").digest();
