import { createHash } from "node:crypto";
import { signInOf } from "../challenges/session.ts";

/**
 * The attempt of the sign-in that a challenge's session is of. Whoever has a session has the id; the other way round does
 * not go.
 */
export const attemptOf = (session: string): string =>
  createHash("sha256")
    .update(signInOf(session))
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
