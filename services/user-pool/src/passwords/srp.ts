import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { nameInPoolId } from "../config/pool-id.ts";
import { modularPower } from "./modular-power.ts";

/** The 3072-bit group of RFC 5054, appendix A, with generator 2. */
const prime = BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B" +
    "302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6" +
    "49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D" +
    "670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718" +
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D" +
    "B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
);
const generator = 2n;

/** An integer as Cognito's clients hash it: whole bytes, and a zero byte before one whose first bit is set. */
const padded = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex");
};

const integerOf = (data: Buffer) => BigInt(`0x${data.toString("hex")}`);
const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const multiplier = integerOf(sha256(padded(prime), padded(generator)));

/** Numbers are in hexadecimal digits, as they travel. */
export interface SrpVerifier {
  readonly salt: string;
  readonly verifier: string;
}

export interface SrpIdentity {
  readonly poolId: string;
  /** The user's own name, whatever alias is typed: USER_ID_FOR_SRP. */
  readonly username: string;
}

/** What lets a password be proven without being sent: https://datatracker.ietf.org/doc/html/rfc5054#section-2.5.3 */
export const srpVerifier = ({ poolId, username }: SrpIdentity, password: string): SrpVerifier => {
  const salt = integerOf(randomBytes(16));
  const inner = sha256(`${nameInPoolId(poolId)}${username}:${password}`);
  const exponent = integerOf(sha256(padded(salt), inner));
  return { salt: salt.toString(16), verifier: modularPower(generator, exponent, prime).toString(16) };
};

/** The server's half of an exchange; its secret must never leave the service. */
export interface SrpOffer {
  readonly secret: string;
  readonly publicValue: string;
}

/** `B = k·v + g^b`: https://datatracker.ietf.org/doc/html/rfc5054#section-2.5.3 */
export const srpOffer = ({ verifier }: SrpVerifier): SrpOffer => {
  const secret = integerOf(randomBytes(32));
  const value = (multiplier * BigInt(`0x${verifier}`) + modularPower(generator, secret, prime)) % prime;
  return { secret: secret.toString(16), publicValue: value.toString(16) };
};

/** Whether a client's public value can be used: hexadecimal, and no multiple of the prime, which would fix the key. */
export const isPublicValue = (clientValue: string): boolean =>
  /^[0-9a-fA-F]{1,1024}$/.test(clientValue) && BigInt(`0x${clientValue}`) % prime !== 0n;

interface Exchange extends SrpIdentity {
  readonly verifier: string;
  readonly clientValue: string;
  readonly offer: SrpOffer;
}

/** What a client that knows the password sends. */
export interface SrpProof {
  /** Base64, as it was given to the client. */
  readonly secretBlock: string;
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}

/** Whether the signature is by the key that only the right password leads to. */
export const provesPassword = (exchange: Exchange, { secretBlock, timestamp, signature }: SrpProof): boolean => {
  const right = createHmac("sha256", sessionKey(exchange))
    .update(nameInPoolId(exchange.poolId))
    .update(exchange.username)
    .update(Buffer.from(secretBlock, "base64"))
    .update(timestamp)
    .digest();
  return timingSafeEqual(sha256(right), sha256(Buffer.from(signature, "base64")));
};

/** `S = (A·v^u)^b`, and from it Cognito's 128-bit key. */
const sessionKey = ({ verifier, clientValue, offer }: Exchange): Buffer => {
  const [A, B, v] = [clientValue, offer.publicValue, verifier].map((hex) => BigInt(`0x${hex}`)) as [
    bigint,
    bigint,
    bigint,
  ];
  const u = integerOf(sha256(padded(A), padded(B)));
  const secret = modularPower(A * modularPower(v, u, prime), BigInt(`0x${offer.secret}`), prime);
  return Buffer.from(hkdfSync("sha256", padded(secret), padded(u), "Caldera Derived Key", 16));
};
