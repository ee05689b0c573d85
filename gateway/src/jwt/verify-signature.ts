import { compactVerify, errors, type JWTVerifyGetKey } from "jose";
import { BadToken } from "./bad-token.ts";
import type { CompactJws } from "./compact-jws.ts";

/** An algorithm's name goes into a response header, so only what looks like one is repeated. */
const algorithmName = /^[A-Za-z0-9-]{1,20}$/;

/**
 * Verifies that an issuer signed the token: with one of these algorithms and the key that the token names.
 * @throws {BadToken} when it did not; whatever `keys` throws when they cannot be had.
 */
export const verifySignature = async (
  { token, header }: CompactJws,
  keys: JWTVerifyGetKey,
  algorithms: readonly string[],
): Promise<void> => {
  const { alg, kid, crit, b64 } = header;
  if (typeof alg !== "string" || !algorithms.includes(alg)) throw wrongAlgorithm(alg);
  // Without a kid jose takes the only key that fits: a token must say which key signed it.
  if (typeof kid !== "string" || kid === "") throw noKey("the token's header has no kid");
  // RFC 7515 4.1.11: what must be understood is not understood here, and RFC 7797 makes the payload another one.
  if (crit !== undefined || b64 !== undefined) throw new BadToken("token is malformed", "the header has crit or b64");
  try {
    await compactVerify(token, keys, { algorithms: [...algorithms], crit: {} });
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) throw noKey("the issuer has no key of the token's kid", error);
    // What Go's crypto/rsa says, as API Gateway passes on what its library says. Unconfirmed.
    if (error instanceof errors.JOSEError)
      throw new BadToken("crypto/rsa: verification error", `the signature: ${error.message}`, { cause: error });
    throw error;
  }
};

/** Recorded on AWS: `signing method ES256 is invalid`. */
const wrongAlgorithm = (alg: unknown) => {
  const name = typeof alg === "string" && algorithmName.test(alg) ? `${alg} ` : "";
  return new BadToken(`signing method ${name}is invalid`);
};

/** Unconfirmed: what AWS says of a missing or unknown kid. */
const noKey = (reason: string, cause?: unknown) => new BadToken("the token has no known kid", reason, { cause });
