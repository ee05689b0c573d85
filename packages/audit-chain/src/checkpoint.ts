import { createPublicKey, type KeyObject } from "node:crypto";
import { CompactSign, calculateJwkThumbprint } from "jose";
import type { Anchor } from "./seal.ts";

/** How long a tenant's chain was at a time, and the hash of its last record: nobody can cut it shorter unnoticed. */
export interface Checkpoint extends Anchor {
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Keeps a signature of this key for something else from being taken for a checkpoint. */
export const type = "gatehouse-checkpoint";

/** The name of a key, from the key itself (RFC 7638). */
export const nameOf = (publicKey: KeyObject): Promise<string> =>
  calculateJwkThumbprint(publicKey.export({ format: "jwk" }));

/** Signs checkpoints with ES256; the answer is a JWS in compact form (RFC 7515). */
export const checkpointSigner = (privateKey: KeyObject) => {
  const kid = nameOf(createPublicKey(privateKey));
  return async ({ tenant, seq, hash, at }: Checkpoint): Promise<string> =>
    await new CompactSign(Buffer.from(JSON.stringify({ tenant, seq, hash, at })))
      .setProtectedHeader({ alg: "ES256", typ: type, kid: await kid })
      .sign(privateKey);
};

/** Whether checkpoints can be signed with it: a private key on the curve P-256. */
export const canSign = (key: KeyObject): boolean =>
  key.type === "private" && key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
