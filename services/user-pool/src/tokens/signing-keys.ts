import type { KeyObject } from "node:crypto";

/** One RSA-2048 key that signs tokens. */
export interface SigningKey {
  /** Standard base64, 44 characters, so that it may hold `+`, `/` and `=`. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Id and access tokens are signed with different keys, so that neither passes for the other. */
export type TokenKind = "id" | "access";

export interface PublishedKey extends Pick<SigningKey, "kid" | "publicKey"> {
  readonly signs: TokenKind;
}

/** The keys that sign now, and all that verifiers shall know: those of before, of now and of the next turn. */
export interface SigningKeys extends Readonly<Record<TokenKind, SigningKey>> {
  readonly published: readonly PublishedKey[];
}

export type FindSigningKeys = (poolId: string) => Promise<SigningKeys>;

/** The pool's JSON Web Key Set, its members in the order of the real one. */
export const keySet = ({ published }: SigningKeys) => ({
  keys: published.map(({ kid, publicKey }) => {
    const { e, kty, n } = publicKey.export({ format: "jwk" });
    return { alg: "RS256", e, kid, kty, n, use: "sig" };
  }),
});
