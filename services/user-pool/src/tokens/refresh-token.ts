import { randomBytes } from "node:crypto";

/** `{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}`: clients have come to know Cognito's refresh tokens by it. */
const header = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ";

/** Bytes of the key, initialization vector, ciphertext and tag of a JWE as Cognito makes them. */
const parts = [256, 12, 900, 16] as const;

/** A refresh token: five parts like Cognito's encrypted ones, of which all but the header are random and mean nothing. */
export const newRefreshToken = () =>
  [header, ...parts.map((bytes) => randomBytes(bytes).toString("base64url"))].join(".");

/** Whether a text could be a refresh token at all; RevokeToken tells other kinds of token from unknown ones. */
export const looksLikeRefreshToken = (text: string) => /^[\w-]+(\.[\w-]+){4}$/.test(text);
