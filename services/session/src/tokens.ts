/** The tokens that a browser holds. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
}

/** What the pool answers when a code or a refresh token is exchanged. */
export interface Grant extends Tokens {
  /** New at sign-in, and at a refresh when the pool rotates refresh tokens. */
  readonly refreshToken: string | undefined;
}
