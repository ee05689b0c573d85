import type { Grant } from "../tokens/claims.ts";

/** A grant with whose it is: what all refresh tokens that come of one sign-in have in common. */
export interface TokenFamily extends Grant {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  /** Rotated tokens live on for the remainder of the first one's life. */
  readonly expires: Date;
  readonly revoked: boolean;
}

/** A refresh token that was shown, and where it stands in its family. */
export interface PresentedToken {
  readonly family: TokenFamily;
  /** Neither rotated out nor overtaken by a fork. */
  readonly newest: boolean;
  /** The token that the sign-in gave. */
  readonly original: boolean;
  readonly rotatedAt: Date | undefined;
}

export interface TokenFamilies {
  find(tokenHash: Buffer): Promise<PresentedToken | undefined>;
  /**
   * Judges the token anew while nobody else can use its family, and with "rotate" makes `successor`, a
   * hash, the newest.
   * @throws whatever `judge` throws
   */
  refresh(
    tokenHash: Buffer,
    judge: (presented: PresentedToken | undefined) => "keep" | "rotate",
    next: { readonly successor: Buffer; readonly now: Date },
  ): Promise<void>;
  /** A family that is not known any more counts as revoked. */
  isRevoked(originJti: string): Promise<boolean>;
  revoke(originJti: string, now: Date): Promise<void>;
  /** Revokes all of a user's families, at every client, and all tokens issued until `now`. */
  revokeAllOf(poolId: string, username: string, now: Date): Promise<void>;
}
