import { createHash, randomUUID } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { accessClaims, type Issue, idClaims, type MachineIssue, machineClaims } from "./claims.ts";
import type { SigningKey, SigningKeys } from "./signing-keys.ts";

export interface Tokens {
  readonly accessToken: string;
  /** Only where the scope `openid` was granted, or the user signed in at the API, which knows no such scope. */
  readonly idToken: string | undefined;
  /** Of the access token, in seconds. */
  readonly expiresIn: number;
}

/**
 * Issues an id and an access token.
 * @param nonce for the id token: that of the request, or the pool's own
 */
export const issueTokens = async (
  issue: Omit<Issue, "jti">,
  { keys, nonce }: { keys: SigningKeys; nonce?: string | undefined },
): Promise<Tokens> => {
  const accessToken = await signed(accessClaims({ ...issue, jti: randomUUID() }), keys.access);
  const atHash = issue.by === "domain" ? halfHash(accessToken) : undefined;
  const ofTheUser = issue.grant.begunBy === "api" || issue.grant.scopes.includes("openid");
  return {
    accessToken,
    idToken: ofTheUser
      ? await signed(idClaims({ ...issue, jti: randomUUID() }, { atHash, nonce }), keys.id)
      : undefined,
    expiresIn: issue.client.lifetimes.access,
  };
};

/** Issues the access token of a client that speaks for itself. */
export const issueMachineToken = (issue: Omit<MachineIssue, "jti">, key: SigningKey): Promise<string> =>
  signed(machineClaims({ ...issue, jti: randomUUID() }), key);

/** The header has `kid` and `alg` and, as Cognito's, no `typ`. */
const signed = (claims: JWTPayload, { kid, privateKey }: SigningKey) =>
  new SignJWT(claims).setProtectedHeader({ kid, alg: "RS256" }).sign(privateKey);

/** `at_hash`: https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken */
const halfHash = (accessToken: string) =>
  createHash("sha256").update(accessToken, "ascii").digest().subarray(0, 16).toString("base64url");
