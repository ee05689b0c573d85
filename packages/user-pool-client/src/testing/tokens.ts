import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

/** A signing key as a pool has it, made for one test run. */
export interface TestKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export const testKey = async (kid: string = randomUUID(), modulusLength = 2048): Promise<TestKey> => {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength, extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } };
};

export const issuer = "http://localhost:9229/us-east-1_TestPool1";
export const clientId = "1testclient2testclient3ab";
export const username = "CorpSAML_alice@example.com";
export const sub = "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a";

/** The claims of a Cognito access token, valid now for an hour; `undefined` leaves a claim out. */
export const accessClaims = (changes: Record<string, unknown> = {}, now = Date.now()): JWTPayload => {
  const iat = Math.floor(now / 1000);
  return {
    sub,
    iss: issuer,
    version: 2,
    client_id: clientId,
    origin_jti: "140f8060-aaaa-4bbb-8ccc-000000000000",
    token_use: "access",
    scope: "aws.cognito.signin.user.admin openid",
    auth_time: iat,
    exp: iat + 3600,
    iat,
    jti: randomUUID(),
    username,
    ...changes,
  };
};

/** A token as the pool would sign it: header `{kid, alg}` and nothing else. */
export const signed = ({ kid, privateKey }: TestKey, claims: JWTPayload = accessClaims()): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ kid, alg: "RS256" }).sign(privateKey);
