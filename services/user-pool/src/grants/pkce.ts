import { createHash, timingSafeEqual } from "node:crypto";

/** RFC 7636, 4.1. */
const verifierForm = /^[A-Za-z0-9\-._~]{43,128}$/;

/**
 * Whether a verifier answers the challenge of the authorization request. A code without a challenge wants no verifier:
 * one that comes all the same says that the challenge was taken away on the way (RFC 9700, 2.1.1).
 */
export const provesPossession = (verifier: string | undefined, challenge: string | undefined): boolean => {
  if (challenge === undefined || verifier === undefined) return challenge === verifier;
  if (!verifierForm.test(verifier)) return false;
  const answer = createHash("sha256").update(verifier, "ascii").digest("base64url");
  return timingSafeEqual(Buffer.from(answer), Buffer.from(challenge));
};
